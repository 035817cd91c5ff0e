package dev.softdelete.e2e.recreate;

import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Controllers that make a cluster match git, represented by the requests that they send. Argo CD
 * calls kubectl as a library. Flux uses server-side apply, after a dry run.
 */
enum GitOpsTool {
  ARGO_CD("apply --field-manager=argocd-controller", "foreground"),
  ARGO_CD_SERVER_SIDE(
      "apply --server-side --force-conflicts --field-manager=argocd-controller", "foreground"),
  FLUX("apply --server-side --force-conflicts --field-manager=kustomize-controller", "background");

  private final String apply;
  private final String cascade;

  GitOpsTool(String apply, String cascade) {
    this.apply = apply;
    this.cascade = cascade;
  }

  /** Returns the name of this tool's object, which no other object has. */
  String item() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Kubectl.Result sync(Recreation where, String data) {
    var command = new ArrayList<>(List.of(apply.split(" ", -1)));
    String manifest = where.configMap(item(), data);
    if (this == FLUX) {
      command.add("--dry-run=server");
      Kubectl.Result dryRun = where.call(command, manifest);
      if (!dryRun.ok()) {
        return dryRun;
      }
      command.removeLast();
    }
    return where.call(command, manifest);
  }

  /**
   * Deletes the object with {@code --wait=false}, because neither tool waits for the deletion, then
   * waits until it is gone.
   */
  void prune(Recreation where) {
    where.run("delete", "configmap", item(), "--wait=false", "--cascade=" + cascade);
    where.awaitGone("configmap", item());
  }
}
