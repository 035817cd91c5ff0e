package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A manifest in another served version than the one in which the deleted object is stored. The
 * create cannot be the restore, so it asks for it, and the same apply succeeds afterwards.
 */
class OtherVersionTest {
  private static final List<String> APPLY = List.of("apply");
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore =
        new Recreation(
            Cluster.namespaceUnderSharedPolicy(
                """
                  resources: [{apiGroups: [autoscaling], resources: [horizontalpodautoscalers]}]
                  onRecreate: Restore
                """),
            Cluster.kubectl());
  }

  @ParameterizedTest
  @CsvSource({"policy, ''", "asked, softdelete.dev/restore: \"true\""})
  void isRestoredFirstAndAppliedNext(String name, String annotation) {
    restore.runWith(APPLY, autoscaler(name, "", 7));
    restore.delete("hpa", name);

    Kubectl.Result first = restore.call(APPLY, autoscaler(name, annotation, 9));

    assertThat(first.ok()).as(first.out()).isFalse();
    assertThat(first.err())
        .contains(
            "It is stored as autoscaling/v2, and this manifest is autoscaling/v1",
            "send the manifest again once it is back");
    restore.awaitRestored(name);
    assertThat(maximum(name)).isEqualTo(7);
    restore.runWith(APPLY, autoscaler(name, annotation, 9));
    assertThat(maximum(name)).isEqualTo(9);
  }

  private static int maximum(String name) {
    return restore.get("hpa", name).at("/spec/maxReplicas").asInt();
  }

  private static String autoscaler(String name, String annotation, int maximum) {
    return """
    apiVersion: autoscaling/v1
    kind: HorizontalPodAutoscaler
    metadata: {name: %1$s, annotations: {%2$s}}
    spec: {maxReplicas: %3$d, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %1$s}}
    """
        .formatted(name, annotation, maximum);
  }
}
