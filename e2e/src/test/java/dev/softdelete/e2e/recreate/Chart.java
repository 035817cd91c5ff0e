package dev.softdelete.e2e.recreate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Helm chart of ConfigMaps. */
record Chart(Path folder) {
  private static final String CONFIG_MAPS =
      """
      {{- range $name, $data := .Values.configMaps }}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: {{ $name }}}
      data:
        {{- toYaml $data | nindent 2 }}
      {{- end }}
      """;

  /**
   * Writes a new chart.
   *
   * @param configMaps each as {@code name: {key: value}}
   */
  static Chart in(Path folder, String... configMaps) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("Chart.yaml"), "{apiVersion: v2, name: shop, version: 1.0.0}\n");
    Files.writeString(folder.resolve("templates/config.yaml"), CONFIG_MAPS);
    return new Chart(folder).with(configMaps);
  }

  /** Replaces the ConfigMaps of the chart with the given ones. */
  Chart with(String... configMaps) throws IOException {
    Files.writeString(
        folder.resolve("values.yaml"), "configMaps: {" + String.join(", ", configMaps) + "}\n");
    return this;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
