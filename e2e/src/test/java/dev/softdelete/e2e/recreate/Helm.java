package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.controlplane.HelmProgram;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real Helm program in one namespace, called as a user calls it. */
record Helm(Recreation where) {

  /**
   * Installs a release, adds a field to its ConfigMap as another client, and upgrades to a chart
   * without the ConfigMap. The ConfigMap has the name of the release.
   */
  static Helm dropped(String release, Recreation where, Path folder) throws IOException {
    var helm = new Helm(where);
    String stays = release + "-stays: {git: old}";
    Chart chart = Chart.in(folder, release + ": {git: old}", stays);
    helm.run("install", release, chart.toString());
    where.run("patch", "configmap", release, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    helm.run("upgrade", release, chart.with(stays).toString());
    where.awaitGone("configmap", release);
    return helm;
  }

  Kubectl.Result call(String... args) {
    var helm = new Kubectl(HelmProgram.obtain(), Cluster.controlPlane().kubeconfig());
    return where.as(helm).call(args);
  }

  /** Runs Helm and asserts that it succeeds. */
  Kubectl.Result run(String... args) {
    Kubectl.Result result = call(args);
    assertThat(result.ok()).as(List.of(args) + ": " + result.err()).isTrue();
    return result;
  }

  /**
   * Asserts that Helm failed with the given words, and that its message says how to restore the
   * object.
   */
  void assertRefused(Kubectl.Result result, String words, String configMap) {
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("Error: " + words + "admission webhook ");
    assertThat(result.err().stripTrailing())
        .endsWith(" denied the request: " + where.refusal("ConfigMap", configMap));
    assertThat(where.states(configMap)).containsExactly("DELETED");
  }

  /** Returns the state of each revision, the oldest first. */
  List<String> history(String release) {
    var states = new ArrayList<String>();
    for (JsonNode revision : Recreation.parse(run("history", release, "-o", "json").out())) {
      states.add(revision.path("status").asText());
    }
    return states;
  }
}
