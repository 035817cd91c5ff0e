package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees after a rollback that restored an object. */
@Tag("delivery")
class HelmRestoreReportedTest {
  @TempDir private static Path folder;
  private static Recreation restore;
  private static Kubectl.Result back;

  @BeforeAll
  static void rollBack() throws IOException {
    restore = Recreation.under("Restore");
    Helm helm = Helm.dropped("web", restore, folder);
    back = helm.run("rollback", "web", "1");
  }

  @Test
  void helmShowsAWarning() {
    assertThat(back.out()).isEqualTo("Rollback was a success! Happy Helming!\n");
    assertThat(back.err())
        .contains(
            "Warning: restored from deletedresource %s; this manifest is applied on top of it"
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
                            + " helm."));
  }
}
