package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A review says what a restore by its user would lead to, as the preview by annotation does. */
@Tag("any-server")
class ReviewRestoreTest {
  private static final String CAN_ASK = "create deletedresourcereviews.softdelete.dev";
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets]}
              - {apiGroups: [rbac.authorization.k8s.io], resources: [roles]}
            """);
    admin = Cluster.kubectl();
  }

  @Test
  void possible() {
    Deleted deleted = Deleted.configMap(ns, "free");

    JsonNode verdict = verdict(Caller.administrator(), deleted);

    assertThat(verdict.path("possible").asBoolean()).isTrue();
    assertThat(verdict.has("reason")).isFalse();
    assertThat(verdict.path("conflicts")).isEmpty();
    assertThat(verdict.at("/as/namespace").asText()).isEqualTo(ns);
    assertThat(verdict.at("/as/name").asText()).isEqualTo("free");
    assertThat(verdict.path("message").asText()).isEqualTo(preview(deleted, admin));
  }

  @Test
  void aNameThatIsTakenAndWhereWhatIsThereDiffers() {
    Deleted deleted = Deleted.configMap(ns, "taken");
    admin.run("create", "configmap", "taken", "-n", ns, "--from-literal=k=another");

    JsonNode verdict = verdict(Caller.administrator(), deleted);

    assertThat(verdict.path("possible").asBoolean()).isFalse();
    assertThat(verdict.path("reason").asText()).isEqualTo("NameConflict");
    assertThat(verdict.path("differences").toString()).isEqualTo("[\"/data/k\"]");
    assertThat(verdict.at("/conflicts/0").asText()).contains(ns + "/taken exists");
    assertThat(verdict.path("message").asText()).isEqualTo(preview(deleted, admin));
  }

  @Test
  void aRightThatTheUserLacks() {
    Deleted deleted = Deleted.configMap(ns, "viewed");
    Caller vera = Caller.as(Person.called("vera").with("view", ns, CAN_ASK).name());

    JsonNode verdict = verdict(vera, deleted);

    assertThat(verdict.path("possible").asBoolean()).isFalse();
    assertThat(verdict.path("reason").asText()).isEqualTo("Forbidden");
    assertThat(verdict.path("message").asText())
        .contains("this takes the verb \"restore\" on deletedresources.softdelete.dev");
  }

  @Test
  void whatTheApiServerRefusesThisUser() {
    admin.run("create", "role", "strong", "-n", ns, "--verb=*", "--resource=secrets");
    Deleted deleted = Deleted.delete("role", ns, "strong");
    Person weak =
        Person.called("weak")
            .with("edit", ns, CAN_ASK)
            .may(ns, "get", "roles.rbac.authorization.k8s.io")
            .may(ns, "create", "roles.rbac.authorization.k8s.io");

    JsonNode verdict = verdict(Caller.as(weak.name()), deleted);

    assertThat(verdict.path("reason").asText()).as(verdict.toString()).isEqualTo("Forbidden");
    String condition = preview(deleted, weak.kubectl());
    assertThat(condition).contains("It is created with the rights of " + weak.name());
    // The condition is for every reader of the record; this one may read the object.
    assertThat(verdict.path("message").asText())
        .contains("It is created with the rights of " + weak.name(), "attempting to grant RBAC");
  }

  @Test
  void whatIsRestoredAlready() {
    Deleted deleted = Deleted.configMap(ns, "restored");
    allowed(deleted.annotate(admin, "softdelete.dev/restore=true"));
    deleted.awaitRestored();

    JsonNode verdict = verdict(Caller.administrator(), deleted);

    assertThat(verdict.path("possible").asBoolean()).isFalse();
    assertThat(verdict.path("reason").asText()).isEqualTo("Restored");
  }

  @Test
  void writesNothing() {
    Deleted deleted = Deleted.configMap(ns, "asked");
    String before = deleted.field(".metadata.resourceVersion");

    assertThat(verdict(Caller.administrator(), deleted).path("possible").asBoolean()).isTrue();

    assertThat(deleted.field(".metadata.resourceVersion")).isEqualTo(before);
    assertThat(admin.call("get", "configmap", "asked", "-n", ns).ok()).isFalse();
  }

  @Test
  void theTargetOfAnotherRequestDoesNotCount() {
    Deleted deleted = Deleted.configMap(ns, "elsewhere");
    allowed(deleted.annotate(admin, "softdelete.dev/restore-as=other"));

    JsonNode verdict = verdict(Caller.administrator(), deleted);

    assertThat(verdict.at("/as/name").asText()).isEqualTo("elsewhere");
  }

  private static JsonNode verdict(Caller who, Deleted deleted) {
    Caller.Answer answer =
        Review.ask(who, ns, "{record: %s, include: [Restore]}".formatted(deleted.record()));
    assertThat(answer.ok()).as(answer.toString()).isTrue();
    assertThat(answer.body().path("status").has("manifest")).isFalse();
    return answer.body().at("/status/restore");
  }

  /** Returns the message of the condition after a preview by annotation, without its time. */
  private static String preview(Deleted deleted, Kubectl who) {
    allowed(deleted.annotate(who, "softdelete.dev/restore=dry-run"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> deleted.field(".metadata.annotations.softdelete\\.dev/restore").isEmpty());
    return deleted
        .field(".status.conditions[?(@.type==\"RestorePossible\")].message")
        .replaceFirst("^As of [^ ]+: ", "");
  }
}
