package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Under purge protection, nobody can purge a record early, not even an administrator. */
class PurgeProtectionTest {
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              purgeProtection: true
              retentionBounds: {min: 1h, max: Indefinite}
            """);
    admin = Cluster.kubectl();
  }

  @Test
  void nobodyPurges() {
    Deleted deleted = Deleted.configMap(ns, "kept");

    refused(
        deleted.purge(admin),
        "ConfigMap " + ns + "/kept is under purge protection: nobody purges it early",
        "It is purged by itself at " + deleted.field(".spec.purgeTime"));
  }

  @Test
  void nobodyPurgesACollection() {
    Deleted deleted = Deleted.configMap(ns, "collected");

    refused(
        admin.call(
            "delete", "--raw", "/apis/softdelete.dev/v1/namespaces/" + ns + "/deletedresources"),
        "is under purge protection");
    assertThat(deleted.field(".metadata.deletionTimestamp")).isEmpty();
  }

  @Test
  void nobodyShortens() {
    Deleted deleted = Deleted.configMap(ns, "as-long");

    refused(
        deleted.patch(admin, deleted.moved(Duration.ofHours(-1))),
        "this is under purge protection: nobody purges it early, and nobody shortens");
    allowed(deleted.patch(admin, deleted.moved(Duration.ofHours(1))));
  }

  @Test
  void whatIsKeptIndefinitelyStaysSo() {
    Deleted deleted = Deleted.configMap(ns, "forever");
    String time = deleted.moved(Duration.ofDays(9000));
    allowed(deleted.patch(admin, "{spec: {purgeTime: null}}"));

    refused(deleted.purge(admin), "is under purge protection", "It is kept indefinitely");
    refused(deleted.patch(admin, time), "under purge protection");
  }

  @Test
  void itIsFrozenInTheRecordAndOutlivesThePolicysMind() {
    Deleted deleted = Deleted.configMap(ns, "frozen");
    admin.run("patch", "sdp", ns, "--type=merge", "-p", "{\"spec\":{\"purgeProtection\":false}}");
    try {
      refused(deleted.purge(admin), "is under purge protection");
    } finally {
      admin.run("patch", "sdp", ns, "--type=merge", "-p", "{\"spec\":{\"purgeProtection\":true}}");
      admin.run("wait", "sdp/" + ns, "--for=condition=Ready", "--timeout=60s");
    }
  }

  @Test
  void theCopyOfWhatIsBackStaysAsLong() {
    Deleted deleted = Deleted.configMap(ns, "back");
    allowed(deleted.annotate(admin, "softdelete.dev/restore=true"));
    deleted.awaitRestored();

    refused(deleted.purge(admin), "ConfigMap " + ns + "/back is under purge protection");
    refused(deleted.patch(admin, deleted.moved(Duration.ofHours(-1))), "under purge protection");
    assertThat(deleted.field(".status.conditions[?(@.type=='Restored')].message"))
        .contains("is kept until " + deleted.field(".spec.purgeTime"));
    allowed(deleted.patch(admin, deleted.moved(Duration.ofHours(1))));
    deleted.awaitField(
        "jsonpath={.status.conditions[?(@.type=='Restored')].message}="
            + "It is back as "
            + ns
            + "/back. Its copy is under purge protection and is kept until "
            + deleted.field(".spec.purgeTime")
            + ".");
  }
}
