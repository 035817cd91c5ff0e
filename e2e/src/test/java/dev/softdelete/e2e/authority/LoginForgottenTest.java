package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of the requester, a record that is done keeps the user name and nothing of the login. */
class LoginForgottenTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String BY = ".spec.restoreRequestedBy";
  private static Kubectl admin;
  private static String ns;
  private static Person alice;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    admin.run("create", "configmap", "taken", "-n", ns);
    alice = Person.called("alice").with("edit", ns, "restore deletedresources.softdelete.dev");
  }

  @Test
  void afterARestore() {
    Deleted deleted = Deleted.configMap(ns, "back");

    allowed(deleted.annotate(alice.kubectl(), RESTORE));

    deleted.awaitRestored();
    awaitNameOnly(deleted);
  }

  @Test
  void afterTheRequestIsCalledOff() {
    Deleted deleted = Deleted.configMap(ns, "off");
    allowed(deleted.annotate(alice.kubectl(), RESTORE, "softdelete.dev/restore-as=taken"));
    assertThat(deleted.field(BY)).contains("system:authenticated");

    allowed(deleted.annotate(alice.kubectl(), "softdelete.dev/restore-"));

    assertThat(deleted.field(BY)).isEqualTo(nameOnly());
  }

  @Test
  void afterAPreview() {
    Deleted deleted = Deleted.configMap(ns, "seen");

    allowed(deleted.annotate(alice.kubectl(), "softdelete.dev/restore=dry-run"));

    deleted.awaitField("condition=RestorePossible");
    awaitNameOnly(deleted);
  }

  @Test
  void afterARefusalThatIsFinal() {
    Deleted deleted = Deleted.configMap(ns, "refused");

    allowed(deleted.annotate(alice.kubectl(), RESTORE, "softdelete.dev/restore-as=Not_A_Name"));

    awaitNameOnly(deleted);
  }

  @Test
  void ofARequestThatAsksForNothing() {
    Deleted deleted = Deleted.configMap(ns, "nothing");

    allowed(deleted.annotate(alice.kubectl(), "softdelete.dev/restore=perhaps"));

    awaitNameOnly(deleted);
  }

  private static void awaitNameOnly(Deleted deleted) {
    await()
        .atMost(Duration.ofSeconds(45))
        .untilAsserted(() -> assertThat(deleted.field(BY)).isEqualTo(nameOnly()));
  }

  private static String nameOnly() {
    return "{\"username\":\"" + alice.name() + "\"}";
  }
}
