package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.SlowPurges.name;
import static dev.softdelete.e2e.survival.SlowPurges.waiting;
import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.whole.DeletedNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A restore cancels a purge that waits because many others were requested with it. */
@Tag("delivery")
class MassPurgeCalledOffTest {
  private static SlowPurges operator;

  @BeforeAll
  static void start() {
    operator = SlowPurges.begin(0);
  }

  @AfterAll
  static void stop() {
    operator.close();
  }

  @Test
  void whatIsRestoredIsBackAndItsRecordEnds() {
    try (Trial trial = Trial.begin("  retention: 1h\n")) {
      SlowPurges.fill(trial, 3);
      SlowPurges.purgeAll(trial);
      DeletedResource mistaken = waiting(trial).getFirst();

      trial.askToRestore(name(mistaken));

      eventually(() -> assertThat(trial.live(name(mistaken))).isPresent());
      eventually(() -> assertThat(SlowPurges.records(trial)).isEmpty());
      assertThat(trial.live(name(mistaken)).orElseThrow().getData())
          .containsEntry("data", name(mistaken));
      assertThat(trial.live(name(mistaken)).orElseThrow().getMetadata().getAnnotations())
          .isNullOrEmpty();
      assertThat(trial.snapshots(mistaken.getSpec().resource().uid())).isEmpty();
    }
  }

  @Test
  void whatIsPutUnderLegalHoldStaysAndCanStillBeRestored() {
    try (Trial trial = Trial.begin("  retention: 1h\n")) {
      SlowPurges.fill(trial, 2);
      SlowPurges.purgeAll(trial);
      DeletedResource held = waiting(trial).getFirst();

      trial.kubectl(
          "patch",
          "deleted",
          held.getMetadata().getName(),
          "--type=merge",
          "-p",
          "{\"spec\":{\"legalHold\":true}}");

      eventually(() -> assertThat(SlowPurges.records(trial)).hasSize(1));
      eventually(
          () ->
              assertThat(SlowPurges.notPurged(trial.onlyRecord(name(held))))
                  .contains("under legal hold"));
      assertThat(trial.snapshots(held.getSpec().resource().uid())).hasSize(1);

      trial.askToRestore(name(held));

      eventually(() -> assertThat(trial.live(name(held))).isPresent());
      trial.kubectl(
          "patch",
          "deleted",
          held.getMetadata().getName(),
          "--type=merge",
          "-p",
          "{\"spec\":{\"legalHold\":false}}");
      eventually(() -> assertThat(SlowPurges.records(trial)).isEmpty());
    }
  }

  @Test
  @Tag("soak")
  void aNamespaceIsBackWithAllThatWentWithIt() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            """);
    Kubectl kubectl = Cluster.kubectl();
    for (String name : List.of("a", "b", "c")) {
      kubectl.run("create", "configmap", name, "-n", ns);
    }
    String uid = kubectl.run("get", "namespace", ns, "-o", "jsonpath={.metadata.uid}");
    kubectl.run("delete", "namespace", ns, "--timeout=120s");
    DeletedNamespace gone = DeletedNamespace.gone(ns, uid);
    String records = "soft-delete-system";
    kubectl.run(
        "delete",
        "deleted",
        "-n",
        records,
        "-l",
        "softdelete.dev/deletion-group=" + uid,
        "--wait=false");
    kubectl.run("delete", "deleted", gone.record(), "-n", records, "--wait=false");
    kubectl.run(
        "wait",
        "deleted",
        gone.record(),
        "-n",
        records,
        "--for=jsonpath={.status.conditions[?(@.type=='Purged')].reason}=MassPurge",
        "--timeout=30s");

    gone.ask();

    eventually(
        () ->
            assertThat(kubectl.call("get", "configmaps", "-n", ns, "-o", "name").out())
                .contains("configmap/a", "configmap/b", "configmap/c"));
    eventually(
        () ->
            assertThat(
                    kubectl.run(
                        "get", "deleted", "-n", records, "-o", "jsonpath={..spec.resource}"))
                .doesNotContain(uid));
  }
}
