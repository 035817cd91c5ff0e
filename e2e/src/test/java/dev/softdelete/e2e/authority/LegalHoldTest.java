package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A user with the verb hold can set and lift a legal hold, which prevents every purge. */
class LegalHoldTest {
  private static final String HOLD = "{spec: {legalHold: true}}";
  private static final String LIFT = "{spec: {legalHold: false}}";
  private static Kubectl admin;
  private static String ns;
  private static Person purger;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    purger =
        Person.called("purger")
            .with("edit", ns, "restore deletedresources.softdelete.dev")
            .with("soft-delete-purger", ns, "delete deletedresources.softdelete.dev");
  }

  @Test
  void takesTheVerb() {
    Deleted deleted = Deleted.configMap(ns, "verb");
    Person lawyer =
        Person.called("lawyer")
            .with("soft-delete-admin", ns, "hold deletedresources.softdelete.dev");

    refused(
        deleted.patch(purger.kubectl(), HOLD),
        purger.name() + " may not change legalHold: this takes the verb \"hold\"",
        "soft-delete-admin");
    allowed(deleted.patch(lawyer.kubectl(), HOLD));
    refused(deleted.patch(purger.kubectl(), LIFT), "takes the verb \"hold\"");
    refused(
        deleted.patch(purger.kubectl(), "{spec: {legalHold: null}}"), "takes the verb \"hold\"");
    allowed(deleted.patch(lawyer.kubectl(), LIFT));
  }

  @Test
  void nobodyPurgesWhatIsHeld() {
    Deleted deleted = held("kept");

    refused(
        deleted.purge(purger.kubectl()),
        "ConfigMap " + ns + "/kept is under legal hold and is not purged",
        "kubectl patch deletedresource " + deleted.record() + " -n " + ns);
    refused(deleted.purge(admin), "is under legal hold");
    refused(
        admin.call(
            "delete", "--raw", "/apis/softdelete.dev/v1/namespaces/" + ns + "/deletedresources"),
        "is under legal hold");
  }

  @Test
  void theCommandThatTheRefusalNamesLiftsIt() {
    Deleted deleted = held("lifted");
    String message = deleted.purge(admin).err();
    String patch = message.substring(message.lastIndexOf("-p '") + 4, message.lastIndexOf('\''));

    allowed(deleted.patch(admin, patch));

    allowed(deleted.purge(purger.kubectl()));
    admin.run("wait", "deleted", deleted.record(), "-n", ns, "--for=delete", "--timeout=30s");
  }

  @Test
  void whatIsHeldIsRestoredAllTheSame() {
    Deleted deleted = held("back");

    allowed(deleted.annotate(purger.kubectl(), "softdelete.dev/restore=true"));

    deleted.awaitRestored();
    refused(deleted.purge(purger.kubectl()), "is under legal hold");
  }

  @Test
  void aNamespaceGoesAndTheHoldStays() {
    String doomed =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Deleted deleted = Deleted.configMap(doomed, "evidence");
    allowed(deleted.patch(admin, HOLD));

    admin.run("delete", "namespace", doomed, "--timeout=60s");

    Deleted moved = new Deleted(Installation.NAMESPACE, deleted.record());
    assertThat(moved.field(".spec.legalHold")).isEqualTo("true");
    refused(moved.purge(admin), "is under legal hold");
  }

  private static Deleted held(String name) {
    Deleted deleted = Deleted.configMap(ns, name);
    allowed(deleted.patch(admin, HOLD));
    return deleted;
  }
}
