package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A create that restores an object requires the right to restore it and the right to read it. */
class PermissionTest {
  private static final String RESTORE = "restore,patch deletedresources.softdelete.dev";
  private static final String ASKS = "softdelete.dev/restore: \"true\"";
  private static final String MERGES = "softdelete.dev/on-recreate: Restore";
  private static Recreation reject;

  @BeforeAll
  static void cover() {
    reject = Recreation.under("Reject");
  }

  @ParameterizedTest
  @ValueSource(strings = {ASKS, MERGES})
  void whoMayNotRestoreIsRefused(String annotation) {
    String name = deleted("unrestored-" + annotation.length());
    Developer developer = Developer.in(reject, "get,create,patch configmaps");

    Kubectl.Result refused = create(developer, name, annotation);

    assertThat(refused.err())
        .startsWith("Error from server (Forbidden): ")
        .endsWith(
            "%s may not restore the deleted ConfigMap '%s': this takes the verb \"restore\" on deletedresources.softdelete.dev in namespace %s\n"
                .formatted(developer.name(), name, reject.ns()));
    assertThat(reject.states(name)).containsExactly("DELETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {ASKS, MERGES})
  void whoMayNotReadWhatComesBackIsRefused(String annotation) {
    String name = deleted("unread-" + annotation.length());
    Developer developer = Developer.in(reject, "create configmaps", RESTORE);

    Kubectl.Result refused = create(developer, name, annotation);

    assertThat(refused.err())
        .startsWith("Error from server (Forbidden): ")
        .endsWith(
            "%s may not restore the deleted ConfigMap '%s' by a create: this takes the permission to get configmaps\n"
                .formatted(developer.name(), name));
    assertThat(refused.err()).doesNotContain("hidden");
    assertThat(reject.states(name)).containsExactly("DELETED");
  }

  @Test
  void whoMayDoBothRestores() {
    String name = deleted("both");
    Developer developer = Developer.in(reject, "get,create configmaps", RESTORE);

    Kubectl.Result created = create(developer, name, ASKS);

    assertThat(created.ok()).as(created.err()).isTrue();
    reject.awaitRestored(name);
    assertThat(reject.data(name)).isEqualTo("{\"git\":\"hidden\"}");
  }

  @Test
  void whoMayPatchTooHasTheManifestAppliedInTheirName() {
    String name = deleted("merged");
    Developer developer = Developer.in(reject, "get,create,patch configmaps", RESTORE);

    Kubectl.Result created = create(developer, name, MERGES);

    assertThat(created.ok()).as(created.err()).isTrue();
    reject.awaitRestored(name);
    assertThat(reject.data(name)).contains("\"mine\":\"new\"");
  }

  @Test
  void whoMayNotPatchIsToldThatTheManifestIsNotApplied() {
    String name = deleted("unpatched");
    Developer developer = Developer.in(reject, "get,create configmaps", RESTORE);

    Kubectl.Result created = create(developer, name, MERGES);

    assertThat(created.err())
        .isEqualTo(
            "Warning: restored from deletedresource %s; this manifest is not applied on top of it: you may not patch it\n"
                .formatted(reject.record(name)));
    reject.awaitRestored(name);
    assertThat(reject.data(name)).isEqualTo("{\"git\":\"hidden\"}");
  }

  private static Kubectl.Result create(Developer developer, String name, String annotation) {
    String manifest = reject.configMap(name, "{mine: new}", annotation);
    return developer.where().call(List.of("create"), manifest);
  }

  private static String deleted(String name) {
    reject.runWith(List.of("create"), reject.configMap(name, "{git: hidden}"));
    reject.delete("configmap", name);
    return name;
  }
}
