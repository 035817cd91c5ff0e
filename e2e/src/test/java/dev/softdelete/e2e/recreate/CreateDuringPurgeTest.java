package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A create while a user purges the record of the deleted object of that name. */
class CreateDuringPurgeTest {
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @RepeatedTest(5)
  void itIsRestoredWholeOrCreatedAnew(RepetitionInfo round) {
    String name = deleted("web-" + round.getCurrentRepetition());

    Kubectl.Result created = createWhilePurging(name, "");

    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(settledData(name))
        .isIn("{\"git\":\"new\"}", "{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  @RepeatedTest(5)
  void whatAsksToBeARestoreIsRestoredWholeOrRefused(RepetitionInfo round) {
    String name = deleted("asks-" + round.getCurrentRepetition());

    Kubectl.Result created = createWhilePurging(name, "softdelete.dev/restore: \"true\"");

    if (created.ok()) {
      assertThat(settledData(name)).isEqualTo("{\"git\":\"old\",\"theirs\":\"kept\"}");
    } else {
      assertThat(created.err()).contains("NotFound");
      assertThat(restore.call("get", "configmap", name).err()).contains("NotFound");
    }
  }

  private static Kubectl.Result createWhilePurging(String name, String annotation) {
    String record = restore.record(name);
    var purging = CompletableFuture.runAsync(() -> restore.run("delete", "deleted", record));
    Kubectl.Result created =
        restore.call(List.of("create"), restore.configMap(name, "{git: new}", annotation));
    purging.join();
    return created;
  }

  /** Waits until no restore of the ConfigMap is in progress, and returns its data. */
  private static String settledData(String name) {
    await(name + " bears no mark")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                !restore
                    .get("configmap", name)
                    .at("/metadata/annotations")
                    .has("softdelete.dev/restoring"));
    return restore.data(name);
  }

  private static String deleted(String name) {
    restore.runWith(List.of("create"), restore.configMap(name, "{git: old}"));
    restore.run("patch", "configmap", name, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    restore.delete("configmap", name);
    return name;
  }
}
