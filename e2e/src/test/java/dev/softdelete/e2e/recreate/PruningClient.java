package dev.softdelete.e2e.recreate;

import dev.softdelete.e2e.Kubectl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ways in which kubectl prunes objects that are no longer in the configuration. */
enum PruningClient {
  APPLY_PRUNE("KUBECTL_APPLYSET=false", "--prune -l app=circle"),
  APPLY_SET("KUBECTL_APPLYSET=true", "--prune --applyset=circle"),
  APPLY_SET_SERVER_SIDE("KUBECTL_APPLYSET=true", "--server-side --prune --applyset=circle-ssa");

  private static final Path ENV = Path.of("/usr/bin/env");

  private final String environment;
  private final String options;

  PruningClient(String environment, String options) {
    this.environment = environment;
    this.options = options;
  }

  /** Returns the name of this client's object, which no other object has. */
  String item() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Applies the manifests as the whole configuration, together with another object that stays in
   * it.
   */
  Kubectl.Result apply(Recreation where, String... manifests) {
    var all = new ArrayList<>(List.of(manifest(where, item() + "-stays", "{git: old}")));
    all.addAll(List.of(manifests));
    var command =
        new ArrayList<>(List.of(environment, where.kubectl().program().toString(), "apply"));
    command.addAll(List.of(options.split(" ", -1)));
    return where
        .as(new Kubectl(ENV, where.kubectl().kubeconfig()))
        .call(command, String.join("---\n", all));
  }

  static String manifest(Recreation where, String name, String data) {
    return where.configMap(name, data).replace("metadata:", "metadata:\n  labels: {app: circle}");
  }
}
