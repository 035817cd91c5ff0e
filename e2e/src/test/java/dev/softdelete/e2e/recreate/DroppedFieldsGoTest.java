package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Under Restore, a field that was removed from git while the object was deleted. */
class DroppedFieldsGoTest {
  private static final List<String> CLIENT_SIDE = List.of("apply");
  private static final List<String> SERVER_SIDE = List.of("apply", "--server-side");
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @Test
  void clientSideApplyRemovesItEvenWhereSomebodyEditedIt() {
    editedByHand("plain", CLIENT_SIDE);

    restore.runWith(CLIENT_SIDE, restore.configMap("plain", "{git: new}"));

    restore.awaitRestored("plain");
    assertThat(restore.data("plain")).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  /**
   * A field that another manager has taken over belongs to that manager. The same holds after a
   * restore by annotation.
   */
  @Test
  void serverSideApplyLeavesWhatSomebodyElseHasTaken() {
    editedByHand("flux", SERVER_SIDE);

    restore.runWith(SERVER_SIDE, restore.configMap("flux", "{git: new}"));

    restore.awaitRestored("flux");
    assertThat(restore.data("flux"))
        .isEqualTo("{\"dropped\":\"edited\",\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  private static void editedByHand(String name, List<String> apply) {
    restore.runWith(apply, restore.configMap(name, "{git: old, dropped: old}"));
    restore.run(
        "patch",
        "configmap",
        name,
        "-p",
        "{\"data\":{\"theirs\":\"kept\",\"dropped\":\"edited\"}}");
    restore.delete("configmap", name);
  }
}
