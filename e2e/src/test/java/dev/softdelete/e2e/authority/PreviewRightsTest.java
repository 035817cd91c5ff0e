package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A preview tells its requester nothing of an object that they may not read. */
class PreviewRightsTest {
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";
  private static Kubectl admin;
  private static String source;
  private static String target;

  @BeforeAll
  static void cover() {
    source =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
            """);
    target = source + "-target";
    admin = Cluster.kubectl();
    admin.run("create", "namespace", target);
  }

  @Test
  void whoMayOnlyCreateDoesNotLearnWhetherAGuessIsRight() {
    Person mallory = whoMayOnlyCreate("mallory", "secrets");
    secret(target, "right", "hunter2");
    secret(target, "wrong", "hunter2");
    Deleted right = deletedSecret("right", "hunter2");
    Deleted wrong = deletedSecret("wrong", "letmein");

    String ofRight = preview(right, mallory);
    String ofWrong = preview(wrong, mallory);

    assertThat(ofRight).contains(target + "/right exists").doesNotContain("/data", "password");
    assertThat(ofWrong).isEqualTo(ofRight.replace("right", "wrong"));
  }

  @Test
  void aSecretIsComparedForNobodyBecauseEverybodyReadsTheCondition() {
    secret(target, "own", "hunter2");
    Deleted deleted = deletedSecret("own", "letmein");

    assertThat(preview(deleted, new Person("admin", admin)))
        .contains(target + "/own exists")
        .doesNotContain("/data", "password");
  }

  @Test
  void whatMayNotBeReadIsNotComparedAndIsOnceItMay() {
    Person nora = whoMayOnlyCreate("nora", "configmaps");
    admin.run("create", "configmap", "settings", "-n", target, "--from-literal=k=other");
    Deleted deleted = Deleted.configMap(source, "settings");

    assertThat(preview(deleted, nora))
        .contains(target + "/settings exists")
        .doesNotContain("/data");

    nora.mayOnly(target, "get", "configmaps", "settings");
    assertThat(preview(deleted, nora)).contains("differs from what was deleted in /data/k.");
  }

  @Test
  void theFinalizersOfWhatMayNotBeReadAreNotTold() {
    Person oscar = whoMayOnlyCreate("oscar", "configmaps");
    admin.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: going, namespace: %s, finalizers: [example.com/slow]}
        """
            .formatted(target));
    admin.run("delete", "configmap", "going", "-n", target, "--wait=false");
    Deleted deleted = Deleted.configMap(source, "going");

    assertThat(preview(deleted, oscar))
        .contains(target + "/going is still being deleted")
        .doesNotContain("example.com");
    assertThat(preview(deleted, new Person("admin", admin))).contains("example.com/slow");
    admin.run(
        "patch",
        "cm",
        "going",
        "-n",
        target,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[]}}");
  }

  private static Person whoMayOnlyCreate(String name, String resource) {
    return Person.called(name).with("edit", source, CAN_RESTORE).may(target, "create", resource);
  }

  /** Returns the message of the preview, without its time. */
  private static String preview(Deleted deleted, Person who) {
    allowed(
        deleted.annotate(
            who.kubectl(),
            "--overwrite",
            "softdelete.dev/restore=dry-run",
            "softdelete.dev/restore-namespace=" + target));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> deleted.field(".metadata.annotations.softdelete\\.dev/restore").isEmpty());
    allowed(deleted.annotate(who.kubectl(), "softdelete.dev/restore-namespace-"));
    return deleted
        .field(".status.conditions[?(@.type==\"RestorePossible\")].message")
        .replaceFirst("^As of [^ ]+: ", "");
  }

  private static Deleted deletedSecret(String name, String password) {
    secret(source, name, password);
    return Deleted.delete("secret", source, name);
  }

  private static void secret(String namespace, String name, String password) {
    admin.run(
        "create",
        "secret",
        "generic",
        name,
        "-n",
        namespace,
        "--from-literal=password=" + password);
  }
}
