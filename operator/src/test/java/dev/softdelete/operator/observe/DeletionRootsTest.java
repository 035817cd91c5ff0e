package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A deletion that follows from another one has the cause of that one. */
class DeletionRootsTest {
  private static final Set<String> NOBODY = Set.of();

  private final DeletionRoots roots = new DeletionRoots(() -> 0);

  @Test
  void whatAControllerDeletesIsRoutine() {
    assertThat(asked("run", true).routine()).isTrue();
    assertThat(asked("prices", false).routine()).isFalse();
  }

  @Test
  void whatTheGarbageCollectorDeletesHasTheCauseOfItsOwner() {
    asked("run", true);
    asked("database", false);

    assertThat(cascaded("step", "run", null, NOBODY).routine()).isTrue();
    assertThat(cascaded("data", "database", null, NOBODY).routine()).isFalse();
    assertThat(cascaded("step-of-step", "step", null, NOBODY).routine()).isTrue();
  }

  @Test
  void anUnknownCauseIsNotRoutine() {
    assertThat(cascaded("step", "never-heard-of", null, NOBODY)).isEqualTo(Deletion.UNKNOWN);
  }

  @Test
  void whatIsKnownLaterCountsForWhatFollows() {
    cascaded("step", "run", null, NOBODY);
    asked("step", true);

    assertThat(cascaded("child", "step", null, NOBODY).routine()).isTrue();
  }

  @Test
  void aControllerThatClearsUpAfterAPersonActsForThem() {
    asked("custom", false);

    assertThat(asked("child", true, "custom", null, NOBODY).routine()).isFalse();
    assertThat(asked("other", true, null, "namespace-that-stays", NOBODY).routine()).isTrue();
  }

  @Test
  void whatGoesWithANamespaceHasTheCauseOfTheNamespace() {
    asked("shop", false);
    Deletion deletion = cascaded("prices", "run", "shop", NOBODY);

    assertThat(deletion).isEqualTo(new Deletion(true, false, NOBODY, true));
  }

  @Test
  void aRepeatedRequestIsNotTheCause() {
    asked("prices", false);

    assertThat(asked("prices", true).routine()).isFalse();
  }

  @Test
  void aFinalDeleteIsFinalForTheContentOfANamespaceAndForDependentsOnlyIfThePolicySaysSo() {
    asked("shop", false, null, null, Set.of("p1", "p2"));

    assertThat(cascaded("a", null, "shop", NOBODY).finalUnder())
        .containsExactlyInAnyOrder("p1", "p2");
    assertThat(cascaded("b", "shop", null, Set.of("p2", "p3")).finalUnder()).containsExactly("p2");
  }

  private Deletion asked(String uid, boolean routine) {
    return asked(uid, routine, null, null, NOBODY);
  }

  private Deletion asked(
      String uid, boolean routine, String owner, String container, Set<String> finalUnder) {
    return roots.hear(
        new DeletionRoots.Request(
            object(uid, owner),
            Optional.ofNullable(container),
            false,
            routine,
            finalUnder,
            NOBODY));
  }

  private Deletion cascaded(
      String uid, String owner, String container, Set<String> finalForDependents) {
    return roots.hear(
        new DeletionRoots.Request(
            object(uid, owner),
            Optional.ofNullable(container),
            true,
            false,
            NOBODY,
            finalForDependents));
  }

  private static KubeObject object(String uid, String owner) {
    var object = Json.object();
    var metadata = object.putObject("metadata").put("uid", uid);
    if (owner != null) {
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", "v1")
          .put("kind", "ConfigMap")
          .put("name", owner)
          .put("uid", owner);
    }
    return new KubeObject(object);
  }
}
