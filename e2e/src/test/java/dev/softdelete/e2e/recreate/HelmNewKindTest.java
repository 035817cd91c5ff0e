package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Helm: a chart that brings a definition and an object of it, under a policy for every kind. The
 * API server does not have the schema of the new kind yet, and must not answer 503 because of the
 * policy.
 */
@Tag("delivery")
class HelmNewKindTest {
  private static final int CHARTS = 5;
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: charts.%1$s.example.com}
      spec:
        group: %1$s.example.com
        scope: Namespaced
        names: {plural: charts, singular: chart, kind: Chart}
        versions:
        - name: v1
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  @TempDir private Path folder;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Recreation where =
      new Recreation(
          Cluster.coveredNamespace("  resources: [{apiGroups: [\"*\"], resources: [\"*\"]}]\n"),
          Cluster.kubectl());

  @AfterEach
  void remove() {
    over.set(true);
    IntStream.range(0, CHARTS)
        .forEach(
            i ->
                Cluster.kubectl()
                    .run(
                        "delete",
                        "crd",
                        "charts.new" + i + ".example.com",
                        "--ignore-not-found",
                        "--wait=false"));
  }

  @Test
  void installsAtTheFirstTryOnBusyCores() throws IOException {
    keepBusy();
    var helm = new Helm(where);

    for (int i = 0; i < CHARTS; i++) {
      helm.run("install", "new" + i, chart("new" + i).toString());
    }

    for (int i = 0; i < CHARTS; i++) {
      String kind = "charts.new" + i + ".example.com";
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(where.run("get", kind, "one", "-o=jsonpath={.metadata.finalizers}"))
                      .contains("softdelete.dev/retain"));
    }
  }

  private void keepBusy() {
    for (int core : List.of(0, 1)) {
      Thread.ofPlatform()
          .daemon()
          .name("busy-" + core)
          .start(
              () -> {
                while (!over.get()) {
                  Thread.onSpinWait();
                }
              });
    }
  }

  private Path chart(String name) throws IOException {
    Path chart = folder.resolve(name);
    Files.createDirectories(chart.resolve("crds"));
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(
        chart.resolve("Chart.yaml"), "{apiVersion: v2, name: " + name + ", version: 1.0.0}\n");
    Files.writeString(chart.resolve("crds/kind.yaml"), DEFINITION.formatted(name));
    Files.writeString(
        chart.resolve("templates/object.yaml"),
        "{apiVersion: %s.example.com/v1, kind: Chart, metadata: {name: one}}\n".formatted(name));
    return chart;
  }
}
