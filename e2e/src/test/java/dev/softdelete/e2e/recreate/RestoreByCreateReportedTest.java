package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A create that restored an object is reported as a restore, not as an ordinary create. */
class RestoreByCreateReportedTest {
  private static Recreation restore;
  private static Kubectl.Result created;

  @BeforeAll
  static void recreate() {
    restore = Recreation.under("Restore");
    restore.runWith(List.of("apply"), restore.configMap("web", "{git: old}"));
    restore.delete("configmap", "web");
    created = restore.runWith(List.of("apply"), restore.configMap("web", "{git: new}"));
    restore.awaitRestored("web");
  }

  @Test
  void kubectlShowsAWarning() {
    assertThat(created.err())
        .isEqualTo(
            "Warning: restored from deletedresource %s; this manifest is applied on top of it\n"
                .formatted(restore.record("web")));
  }

  @Test
  void theRecordHasEvents() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(restore.events("web"))
                    .contains("Restored: Restored as web for admin.")
                    .contains(
                        "Applied: The manifest whose create restored it was applied on top, as"
                            + " kubectl-client-side-apply."));
  }
}
