package dev.softdelete.e2e.recreate;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import dev.softdelete.e2e.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A chart of one ConfigMap, with Helm itself. */
record Chart(Path folder) {
  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: {{ .Release.Name }}}
      data:
        {{- toYaml .Values.data | nindent 2 }}
      """;

  /** Written anew. */
  static Chart in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("Chart.yaml"), "{apiVersion: v2, name: shop, version: 1.0.0}\n");
    Files.writeString(folder.resolve("templates/config.yaml"), CONFIG_MAP);
    return new Chart(folder).with("{git: old, dropped: old}");
  }

  /** With other data from now on. */
  Chart with(String data) throws IOException {
    Files.writeString(folder.resolve("values.yaml"), "data: " + data + "\n");
    return this;
  }

  void install(String release, Recreation where) {
    new Helm(folder)
        .install()
        .withName(release)
        .withNamespace(where.ns())
        .withKubeConfig(Cluster.controlPlane().kubeconfig())
        .call();
  }

  void upgrade(String release, Recreation where, boolean force) {
    UpgradeCommand upgrade =
        new Helm(folder)
            .upgrade()
            .withName(release)
            .withNamespace(where.ns())
            .withKubeConfig(Cluster.controlPlane().kubeconfig());
    (force ? upgrade.force() : upgrade).call();
  }

  static void uninstall(String release, Recreation where) {
    Helm.uninstall(release)
        .withNamespace(where.ns())
        .withKubeConfig(Cluster.controlPlane().kubeconfig())
        .call();
  }
}
