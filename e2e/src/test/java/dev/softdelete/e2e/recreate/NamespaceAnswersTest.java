package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A create of a deleted Namespace under the answers Restore and Allow, without the labels by which
 * the policy selects namespaces.
 */
class NamespaceAnswersTest {
  private static LabelledNamespaces restore;
  private static LabelledNamespaces allow;

  @BeforeAll
  static void cover() {
    restore = LabelledNamespaces.under("Restore").deleted("create", "apply", "applyserver-side");
    allow = LabelledNamespaces.under("Allow").deleted("create", "apply", "applyserver-side");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "apply", "apply --server-side"})
  void restoreBringsItBackWithItsContent(String command) {
    String ns = suffix(command);

    Kubectl.Result created = call(restore, command);

    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(created.err()).contains("restored from deletedresource namespace-");
    restore.awaitRestored(ns);
    assertThat(restore.label(ns, "added")).isEqualTo("later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "apply", "apply --server-side"})
  void allowCreatesAnEmptyOneAndKeepsTheRecord(String command) {
    String ns = suffix(command);

    Kubectl.Result created = call(allow, command);

    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(allow.state(ns)).isEqualTo("DELETED");
    assertThat(allow.kubectl().call("get", "configmap", "settings", "-n", allow.name(ns)).err())
        .contains("NotFound");
    assertThat(allow.label(ns, "test")).isEmpty();
  }

  private static Kubectl.Result call(LabelledNamespaces where, String command) {
    return where
        .kubectl()
        .inputCall(
            where.manifest(suffix(command), "added: later"),
            Arrays.stream((command + " -f -").split(" ", -1)).toArray(String[]::new));
  }

  private static String suffix(String command) {
    return command.replaceAll("[^a-z-]|--", "");
  }
}
