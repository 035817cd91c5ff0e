package dev.softdelete.e2e.recreate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Helm chart whose releases can live beside each other in one namespace. */
final class ReleaseChart {
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ .Release.Name }}-conf
        labels:
          app.kubernetes.io/name: postgresql
          app.kubernetes.io/instance: {{ .Release.Name }}
          app.kubernetes.io/managed-by: {{ .Release.Service }}
      data: {release: {{ .Release.Name }}}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: {{ .Release.Name }}
        labels: {app.kubernetes.io/name: postgresql, app.kubernetes.io/instance: {{ .Release.Name }}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: {{ .Release.Name }}}
      spec: {ports: [{port: 5432}]}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: {{ .Release.Name }}-password}
      stringData: {password: {{ .Release.Name | quote }}}
      """;

  private ReleaseChart() {}

  /** Writes the chart and returns its folder. */
  static String in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("Chart.yaml"), "{apiVersion: v2, name: postgresql, version: 1.0.0}\n");
    Files.writeString(folder.resolve("templates/objects.yaml"), OBJECTS);
    return folder.toString();
  }
}
