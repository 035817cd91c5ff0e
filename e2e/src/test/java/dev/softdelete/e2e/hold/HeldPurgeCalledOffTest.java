package dev.softdelete.e2e.hold;

import static dev.softdelete.e2e.hold.Held.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.survival.SlowPurges;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A held object keeps running while its purge waits as part of a mass purge, and also if that purge
 * is called off.
 */
class HeldPurgeCalledOffTest {

  @Test
  void itComesBackWithTheSamePods() {
    try (var _ = SlowPurges.begin(0)) {
      Held held = Held.begin("");
      held.run("create", "deployment", "web", "--image=none");
      eventually(() -> assertThat(held.pods("web")).hasSize(1));
      List<String> pods = held.pods("web");
      held.delete("deployment", "web");
      held.run("delete", "deleted", held.record("web", ".metadata.name"), "--wait=false");
      eventually(
          () ->
              assertThat(held.record("web", ".status.conditions[?(@.type=='Purged')].reason"))
                  .isEqualTo("MassPurge"));
      assertThat(held.pods("web")).isEqualTo(pods);

      held.run(
          "annotate",
          "deleted",
          held.record("web", ".metadata.name"),
          "softdelete.dev/restore=true");

      eventually(() -> assertThat(held.deletionTime("deployment", "web")).isEmpty());
      eventually(() -> assertThat(held.record("web", ".metadata.name")).isEmpty());
      assertThat(held.pods("web")).isEqualTo(pods);
    }
  }
}
