package dev.softdelete.e2e.hold;

import static dev.softdelete.e2e.hold.Held.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kubectl apply} finds a held object and treats it as alive. */
@Tag("soak")
class HeldUpdateTest {
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: web, namespace: %s%s}
      data: {k: new}
      """;

  @Test
  void rejectRefusesItWithTheWayOut() {
    Held held = deleted("Reject");

    Kubectl.Result applied = apply(held, "");

    assertThat(applied.ok()).isFalse();
    assertThat(applied.err())
        .contains(
            "A deleted ConfigMap with name 'web' already exists in namespace '%s'. Restore it with:"
                    .formatted(held.namespace())
                + " kubectl annotate deletedresource %s -n %s softdelete.dev/restore=true"
                    .formatted(held.record("web", ".metadata.name"), held.namespace()));
    assertThat(data(held)).isEqualTo("old");
    assertThat(held.record("web", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void allowHasNoRoomForANewObjectAndRefusesItToo() {
    Held held = deleted("Allow");

    assertThat(apply(held, "").err())
        .contains("A deleted ConfigMap with name 'web'")
        .contains(
            "purge it first: kubectl delete deletedresource %s -n %s"
                .formatted(held.record("web", ".metadata.name"), held.namespace()));
  }

  @Test
  void theSecondWayOutWorks() {
    Held held = deleted("Reject");
    held.run("delete", "deletedresource", held.record("web", ".metadata.name"));

    eventually(() -> assertThat(create(held).ok()).isTrue());

    assertThat(data(held)).isEqualTo("new");
  }

  @Test
  void restoreTakesItAsTheUndelete() {
    Held held = deleted("Restore");

    Kubectl.Result applied = apply(held, "");

    assertThat(applied.ok()).as(applied.err()).isTrue();
    assertThat(applied.err()).contains("is restored from deletedresource");
    held.restored("web");
    assertThat(held.deletionTime("configmap", "web")).isEmpty();
    assertThat(data(held)).isEqualTo("new");
    assertThat(apply(held, "").out()).contains("unchanged");
  }

  @Test
  void theAnnotationRestoreUndeletesItAndIgnoresTheManifest() {
    Held held = deleted("Reject");

    Kubectl.Result applied = apply(held, ", annotations: {softdelete.dev/restore: \"true\"}");

    assertThat(applied.ok()).as(applied.err()).isTrue();
    held.restored("web");
    assertThat(data(held)).isEqualTo("old");
  }

  /** Anybody can write anything into this annotation. */
  @ParameterizedTest
  @ValueSource(strings = {"Reject", "Restore"})
  void aLastAppliedAnnotationThatIsNoJsonChangesNothing(String onRecreate) {
    Held held = deleted(onRecreate);
    String path = "/api/v1/namespaces/" + held.namespace() + "/configmaps/web";

    Caller.Answer answer =
        Caller.administrator()
            .merge(
                path,
                "{data: {k: new}, metadata: {annotations:"
                    + " {kubectl.kubernetes.io/last-applied-configuration: not JSON}}}");

    boolean restores = onRecreate.equals("Restore");
    assertThat(answer.code()).as(answer.toString()).isEqualTo(restores ? 200 : 409);
    if (restores) {
      held.restored("web");
    }
    assertThat(data(held)).isEqualTo(restores ? "new" : "old");
  }

  @Test
  void aDryRunRestoresNothing() {
    Held held = deleted("Restore");

    held.kubectl()
        .input(MANIFEST.formatted(held.namespace(), ""), "apply", "--dry-run=server", "-f", "-");

    assertThat(held.record("web", ".spec.restoreRequestedBy")).isEmpty();
  }

  @Test
  void whatIsNoDesiredStateIsWritten() {
    Held held = deleted("Reject");

    held.run("annotate", "configmap", "web", "seen=by-a-controller");

    assertThat(held.record("web", ".status.state")).isEqualTo("DELETED");
  }

  @Test
  void aCreateOverItIsRefusedWithTheWayOut() {
    assertThat(create(deleted("Reject")).err())
        .contains("(AlreadyExists)", "A deleted ConfigMap with name 'web'", "Restore it with");
  }

  @Test
  void aCreateOverItUnderRestoreUndeletesIt() {
    Held held = deleted("Restore");

    assertThat(create(held).err()).contains("It is being restored just now; try again");

    held.restored("web");
    eventually(() -> assertThat(held.deletionTime("configmap", "web")).isEmpty());
  }

  private static Held deleted(String onRecreate) {
    Held held = Held.begin("  onRecreate: " + onRecreate + "\n");
    held.kubectl().apply(MANIFEST.replace("k: new", "k: old").formatted(held.namespace(), ""));
    held.delete("configmap", "web");
    return held;
  }

  private static Kubectl.Result apply(Held held, String more) {
    return held.kubectl().inputCall(MANIFEST.formatted(held.namespace(), more), "apply", "-f", "-");
  }

  private static Kubectl.Result create(Held held) {
    return held.kubectl().inputCall(MANIFEST.formatted(held.namespace(), ""), "create", "-f", "-");
  }

  private static String data(Held held) {
    return held.run("get", "configmap", "web", "-o", "jsonpath={.data.k}");
  }
}
