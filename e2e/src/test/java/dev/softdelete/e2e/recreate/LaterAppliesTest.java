package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a create that restored an object, further applies are ordinary updates. */
class LaterAppliesTest {
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "apply --server-side"})
  void aFieldDroppedLaterDisappears(String command) {
    List<String> apply = List.of(command.split(" ", -1));
    String name = "later-" + apply.size();
    restore.runWith(apply, restore.configMap(name, "{git: old, first: old}"));
    restore.delete("configmap", name);
    restore.runWith(apply, restore.configMap(name, "{git: new, second: new}"));
    restore.awaitRestored(name);
    assertThat(restore.data(name)).isEqualTo("{\"git\":\"new\",\"second\":\"new\"}");

    var later = restore.runWith(apply, restore.configMap(name, "{git: newer}"));

    assertThat(later.err()).doesNotContain("restored");
    assertThat(restore.data(name)).isEqualTo("{\"git\":\"newer\"}");
  }
}
