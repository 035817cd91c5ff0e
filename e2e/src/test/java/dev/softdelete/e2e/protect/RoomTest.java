package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * At a limit, redundant and routine records end early, so that what controllers delete does not
 * keep people from deleting. The limit is five records, of which routine ones may take four.
 */
@Tag("delivery")
class RoomTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final Kubectl ann = Cluster.installation().kubectlAs("ann", "system:masters");
  private final Kubectl pruner =
      Cluster.installation().kubectlAs("system:serviceaccount:ci:pruner", "system:masters");

  @Test
  void theOldestRoutineRecordEndsForWhatAPersonDeletes() {
    String ns = covered("1s");
    delete(pruner, ns, "run-1", "run-2");
    delete(ann, ns, "a", "b", "c");
    old();

    delete(ann, ns, "prices");

    assertThat(recorded(ns)).containsExactlyInAnyOrder("run-2", "a", "b", "c", "prices");
  }

  @Test
  void theReservedShareIsLeftForPeople() {
    String ns = covered("1s");
    delete(pruner, ns, "run-1", "run-2", "run-3", "run-4");
    old();

    delete(pruner, ns, "run-5", "run-6");
    delete(ann, ns, "prices");

    assertThat(recorded(ns))
        .containsExactlyInAnyOrder("run-3", "run-4", "run-5", "run-6", "prices");
  }

  @Test
  void aRedundantRecordEndsBeforeARoutineOne() {
    String ns = covered("1s");
    delete(pruner, ns, "run");
    delete(ann, ns, "again");
    old();
    delete(ann, ns, "again", "a", "b");
    old();

    delete(ann, ns, "prices");

    assertThat(recorded(ns)).containsExactlyInAnyOrder("run", "again", "a", "b", "prices");
  }

  @Test
  void theLimitIsExactWhileManyAreDeletedAtOnce() {
    String ns = covered("1s");
    String[] first = names("first", 5);
    delete(ann, ns, first);
    create(ns, names("more", 20));

    kubectl.run(deletion(ns, names("more", 20), "--wait=false"));

    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(recorded(ns)).hasSizeLessThanOrEqualTo(5));
    assertThat(recorded(ns)).containsExactlyInAnyOrder(first);
  }

  @Test
  void manyRoutineDeletesAtOnceEndAsManyAsTheyNeed() {
    String ns = covered("1s");
    delete(pruner, ns, names("run", 4));
    old();
    String[] more = names("more", 3);
    create(ns, more);

    pruner.run(deletion(ns, more, "--timeout=60s"));

    assertThat(recorded(ns)).contains(more).hasSize(4);
  }

  @Test
  void aYoungRecordDoesNotEnd() {
    String ns = covered("1h");
    delete(pruner, ns, names("run", 4));
    delete(ann, ns, "a");
    create(ns, "prices");

    ann.run("delete", "configmap", "prices", "-n", ns, "--wait=false");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get", "events", "-n", ns, "--field-selector=reason=LimitReached"))
                    .contains("no record may end early"));
    assertThat(recorded(ns)).hasSize(5).doesNotContain("prices");
  }

  @Test
  void aRecordUnderLegalHoldDoesNotEnd() {
    String ns = covered("1s");
    delete(pruner, ns, "run-1", "run-2");
    delete(ann, ns, "a", "b", "c");
    kubectl.run(
        "patch",
        "deleted",
        record(ns, "run-1"),
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\":{\"legalHold\":true}}");
    old();

    delete(ann, ns, "prices");

    assertThat(recorded(ns)).containsExactlyInAnyOrder("run-1", "a", "b", "c", "prices");
    kubectl.run(
        "patch",
        "deleted",
        record(ns, "run-1"),
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\":{\"legalHold\":false}}");
  }

  private static String covered(String min) {
    return Cluster.coveredNamespace(
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
          retentionBounds: {min: %s, max: 90d}
          onRecreate: Allow
          limits: {records: 5}
        """
            .formatted(min));
  }

  private void delete(Kubectl who, String ns, String... names) {
    for (String name : names) {
      create(ns, name);
      who.run("delete", "configmap", name, "-n", ns, "--timeout=60s");
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(recorded(ns)).contains(names));
  }

  private void create(String ns, String... names) {
    for (String name : names) {
      kubectl.run("create", "configmap", name, "-n", ns);
    }
  }

  /** Waits until every record is older than the shortest retention. */
  private static void old() {
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
  }

  private static String[] names(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + "-" + i).toArray(String[]::new);
  }

  private static String[] deletion(String ns, String[] names, String option) {
    var command = new java.util.ArrayList<>(List.of("delete", "configmap", "-n", ns, option));
    command.addAll(Arrays.asList(names));
    return command.toArray(String[]::new);
  }

  private String record(String ns, String name) {
    return kubectl.run(
        "get",
        "deleted",
        "-n",
        ns,
        "--field-selector=spec.resource.name=" + name,
        "-o",
        "jsonpath={.items[0].metadata.name}");
  }

  private List<String> recorded(String ns) {
    String names =
        kubectl.run("get", "deleted", "-n", ns, "-o", "jsonpath={.items[*].spec.resource.name}");
    return names.isEmpty() ? List.of() : Arrays.asList(names.split(" ", -1));
  }
}
