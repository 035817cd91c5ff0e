package dev.softdelete.e2e.recreate;

import static dev.softdelete.e2e.recreate.PruningClient.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The full circle of AEP-164: an object is in the configuration, is removed from it and pruned, is
 * added to it again, and is changed.
 */
class DeclarativeCircleTest {
  private static Answers answers;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @ParameterizedTest
  @EveryNth(2)
  @EnumSource
  void rejectKeepsItDeletedUntilSomebodyRestoresIt(PruningClient client) {
    Recreation reject = pruned(client, answers.reject());

    Kubectl.Result back = client.apply(reject, manifest(reject, client.item(), "{git: new}"));

    reject.assertRefused(back, "ConfigMap", client.item());
    reject.restore(client.item());
    assertOrdinary(client, reject, "{\"git\":\"newer\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @EveryNth(3)
  @EnumSource
  void restoreBringsBackWhatOthersWrote(PruningClient client) {
    Recreation restore = pruned(client, answers.restore());

    Kubectl.Result back = client.apply(restore, manifest(restore, client.item(), "{git: new}"));

    assertThat(back.ok()).as(back.err()).isTrue();
    restore.awaitRestored(client.item());
    assertThat(restore.data(client.item())).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
    assertOrdinary(client, restore, "{\"git\":\"newer\",\"theirs\":\"kept\"}");
  }

  @ParameterizedTest
  @EveryNth(3)
  @EnumSource
  void allowBeginsAnew(PruningClient client) {
    Recreation allow = pruned(client, answers.allow());

    Kubectl.Result back = client.apply(allow, manifest(allow, client.item(), "{git: new}"));

    assertThat(back.ok()).as(back.err()).isTrue();
    assertThat(allow.data(client.item())).isEqualTo("{\"git\":\"new\"}");
    assertThat(allow.states(client.item())).containsExactly("DELETED");
    assertOrdinary(client, allow, "{\"git\":\"newer\"}");
  }

  /**
   * Asserts that the next apply of the client is an update, and that pruning finds the object
   * again.
   */
  private static void assertOrdinary(PruningClient client, Recreation where, String data) {
    Kubectl.Result again = client.apply(where, manifest(where, client.item(), "{git: newer}"));
    assertThat(again.ok()).as(again.err()).isTrue();
    assertThat(where.data(client.item())).isEqualTo(data);
    assertThat(client.apply(where).out()).contains(client.item() + " pruned");
  }

  /**
   * Applies an object, adds a field to it as another client, then removes it from the
   * configuration.
   */
  private static Recreation pruned(PruningClient client, Recreation where) {
    Kubectl.Result in =
        client.apply(where, manifest(where, client.item(), "{git: old, dropped: old}"));
    assertThat(in.ok()).as(in.err()).isTrue();
    where.run("patch", "configmap", client.item(), "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    Kubectl.Result without = client.apply(where);
    assertThat(without.out()).as(without.err()).contains(client.item() + " pruned");
    return where.awaitGone("configmap", client.item());
  }
}
