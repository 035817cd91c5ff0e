package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events of the record, where people look, report what a user did with it. */
class RecordEventsTest {
  private static Kubectl admin;
  private static String ns;
  private static Person alice;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retentionBounds: {min: 1s, max: 90d}
            """);
    admin = Cluster.kubectl();
    alice =
        Person.called("alice")
            .with("edit", ns, "restore deletedresources.softdelete.dev")
            .with("soft-delete-purger", ns, "delete deletedresources.softdelete.dev")
            .with("soft-delete-admin", ns, "hold deletedresources.softdelete.dev");
  }

  @Test
  void whoHoldsLiftsAndMovesThePurgeTime() {
    Deleted deleted = Deleted.configMap(ns, "kept");
    String time = deleted.field(".spec.purgeTime");

    allowed(deleted.patch(alice.kubectl(), "{spec: {legalHold: true}}"));
    awaitEvent(deleted, "LegalHoldSet " + alice.name() + " set a legal hold.");
    allowed(deleted.patch(alice.kubectl(), "{spec: {legalHold: false}}"));
    awaitEvent(deleted, "LegalHoldLifted " + alice.name() + " lifted the legal hold.");
    String moved = deleted.moved(Duration.ofDays(1));
    allowed(deleted.patch(alice.kubectl(), moved));

    awaitEvent(
        deleted,
        "PurgeTimeMoved %s moved the purge time from %s to %s."
            .formatted(alice.name(), time, moved.split("'", -1)[1]));
    assertThat(admin.run("describe", "deleted", deleted.record(), "-n", ns))
        .contains("PurgeTimeMoved");
  }

  @Test
  void whoRestoredAndWhoCouldNot() {
    admin.run("create", "configmap", "taken", "-n", ns);
    Deleted deleted = Deleted.configMap(ns, "asked");

    allowed(
        deleted.annotate(
            alice.kubectl(), "softdelete.dev/restore=true", "softdelete.dev/restore-as=taken"));
    awaitEvent(deleted, "Asked for by " + alice.name() + ".");
    allowed(
        deleted.annotate(alice.kubectl(), "--overwrite", "softdelete.dev/restore-as=asked-anew"));

    awaitEvent(deleted, "Restored as asked-anew for " + alice.name() + ".");
  }

  @Test
  void whoPurged() {
    Deleted deleted = Deleted.configMap(ns, "purged");

    allowed(deleted.purge(alice.kubectl()));

    awaitEvent(deleted, "Purged for " + alice.name() + ": ConfigMap purged.");
  }

  @Test
  void aPurgeThatWasRefusedIsNone() {
    Deleted deleted = Deleted.configMap(ns, "refused");
    allowed(deleted.patch(admin, "{spec: {legalHold: true}}"));

    refused(deleted.purge(alice.kubectl()), "is under legal hold");

    Deleted other = Deleted.configMap(ns, "other");
    allowed(other.purge(alice.kubectl()));
    awaitEvent(other, "Purged for " + alice.name());
    assertThat(events(deleted)).doesNotContain("Purged");
  }

  private static void awaitEvent(Deleted deleted, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(events(deleted)).contains(text));
  }

  private static String events(Deleted deleted) {
    return admin.run(
        "get",
        "events",
        "-n",
        ns,
        "--field-selector=involvedObject.name=" + deleted.record(),
        "-o",
        "jsonpath={range .items[*]}{.reason} {.message}{\"\\n\"}{end}");
  }
}
