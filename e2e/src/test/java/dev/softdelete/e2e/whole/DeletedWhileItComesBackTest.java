package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user deletes a namespace again before all its content is restored. Nothing of it is lost. */
@Tag("soak")
class DeletedWhileItComesBackTest {
  private static final int MANY = 300;

  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
          """);

  @Test
  void allOfItIsBackInTheEnd() {
    kubectl.apply(
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: c%d, namespace: %s}, data: {value: x%d}}"
                        .formatted(i, ns, i))
            .collect(Collectors.joining("\n---\n")));
    DeletedNamespace first = DeletedNamespace.delete(ns).ask();
    kubectl.run("wait", "ns/" + ns, "--for=create", "--timeout=60s");
    DeletedNamespace second = DeletedNamespace.delete(ns);

    assertThat(first.members("DELETED")).as("not back by then").isNotEmpty();
    second.restore();

    first.awaitRestored();
    assertThat(kubectl.run("get", "configmaps", "-n", ns, "-o", "jsonpath={.items[*].data.value}"))
        .satisfies(
            values ->
                IntStream.range(0, MANY)
                    .forEach(i -> assertThat((" " + values + " ")).contains(" x" + i + " ")));
  }
}
