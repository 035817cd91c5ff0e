package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A user who may restore writes a target into a record, and leaves the restore request to a user
 * with more rights. The rights of the second user must not restore the object to that target.
 */
class TargetLeftBehindTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String CONFIG_MAPS =
      "  resources: [{apiGroups: [\"\"], resources: [configmaps]}]\n";

  private final Kubectl admin = Cluster.kubectl();

  private String covered(String more) {
    String source = Cluster.namespaceUnderSharedPolicy(CONFIG_MAPS + more);
    admin.run("create", "namespace", source + "-target");
    return source;
  }

  private static Person restorer(String source) {
    return Person.called("mallory").with("edit", source, "restore deletedresources.softdelete.dev");
  }

  @Test
  void whoeverAsksSaysWhereTo() {
    String source = covered("");
    Deleted deleted = Deleted.configMap(source, "web");
    allowed(deleted.annotate(restorer(source).kubectl(), to(source)));

    refused(
        deleted.annotate(admin, RESTORE),
        "the annotation softdelete.dev/restore-namespace was set by mallory-",
        "kubectl annotate deletedresource " + deleted.record());
    refused(deleted.annotate(admin, "softdelete.dev/restore-as=mine"), "was set by mallory-");

    allowed(deleted.annotate(admin, RESTORE, "softdelete.dev/restore-namespace-", "--overwrite"));
    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoredAs.namespace")).isEqualTo(source);
  }

  @Test
  void whoWroteItMayAskLater() {
    String source = covered("");
    Deleted deleted = Deleted.configMap(source, "web");
    allowed(deleted.annotate(admin, to(source)));

    allowed(deleted.annotate(admin, RESTORE));

    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoredAs.namespace")).isEqualTo(source + "-target");
  }

  @Test
  void aCreateOverWhatIsHeldBringsItBackWhereItIs() {
    String source = covered("  mode: Hold\n  onRecreate: Restore\n");
    admin.run("create", "configmap", "web", "-n", source);
    admin.run("delete", "configmap", "web", "-n", source, "--wait=false");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                admin.run("get", "deleted", "-n", source, "-o", "name").contains("configmap-web"));
    Deleted deleted = Deleted.find(source, "web");
    allowed(deleted.annotate(restorer(source).kubectl(), to(source)));

    assertThat(admin.call("create", "configmap", "web", "-n", source).err())
        .contains("being restored");

    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoredAs.namespace")).isEqualTo(source);
  }

  @Test
  void aCreateThatFailsLeavesNoRequestInItsName() {
    String source = covered("");
    String target = source + "-target";
    Deleted deleted = Deleted.configMap(source, "web");
    admin.run("create", "configmap", "web", "-n", target);
    Person mallory = restorer(source).with("edit", target, "create configmaps");
    allowed(deleted.annotate(mallory.kubectl(), RESTORE, to(source)));
    deleted.awaitField("condition=Restored=False");
    Kubectl.Result refused =
        admin.inputCall(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web, annotations: {softdelete.dev/restore: "true"}}
            """,
            "create",
            "-n",
            source,
            "-f",
            "-");
    assertThat(refused.err()).contains("It is being restored as " + target + "/web");
    admin.run("delete", "configmap", "web", "-n", target);

    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoredAs.namespace")).isEqualTo(target);
    assertThat(deleted.field(".spec.restoreRequestedBy.username")).isEqualTo(mallory.name());
  }

  private static String to(String source) {
    return "softdelete.dev/restore-namespace=" + source + "-target";
  }
}
