package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dry run shows the result of the create and writes nothing. */
class DryRunTest {

  @Test
  void itShowsWhatWouldComeBack() {
    Recreation restore = Recreation.under("Restore");
    restore.runWith(List.of("create"), restore.configMap("web", "{git: old}"));
    restore.delete("configmap", "web");
    var before = restore.records("web");

    Kubectl.Result dryRun =
        restore.runWith(
            List.of("create", "--dry-run=server", "-o", "json"),
            restore.configMap("web", "{git: new}"));

    assertThat(Recreation.parse(dryRun.out()).at("/data/git").asText()).isEqualTo("old");
    assertThat(dryRun.err()).startsWith("Warning: restored from deletedresource ");
    assertThat(restore.records("web")).isEqualTo(before);
    assertThat(restore.call("get", "configmap", "web").err()).contains("NotFound");
  }
}
