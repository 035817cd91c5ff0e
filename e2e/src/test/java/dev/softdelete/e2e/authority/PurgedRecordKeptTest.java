package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A record that was purged, and that a finalizer of somebody else keeps. */
class PurgedRecordKeptTest {
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retentionBounds: {min: 1h, max: Indefinite}
            """);
    admin = Cluster.kubectl();
  }

  @Test
  void saysThatItIsPurgedAndWhatKeepsIt() {
    Deleted deleted = purged("kept");

    assertThat(deleted.field(".status.state")).isEqualTo("PURGING");
    assertThat(condition(deleted, "Purged", "message")).contains("[example.com/audit]");
    assertThat(condition(deleted, "RestorePossible", "status")).isEqualTo("False");
    assertThat(condition(deleted, "Deleted", "message")).doesNotContain("restorable");
    assertThat(snapshots(deleted)).isEmpty();
    release(deleted);
  }

  @Test
  void takesNoRestore() {
    Deleted deleted = purged("refused");

    refused(deleted.annotate(admin, "softdelete.dev/restore=true"), "cannot be restored any more");
    refused(
        deleted.annotate(admin, "softdelete.dev/restore=dry-run"), "cannot be restored any more");
    release(deleted);
  }

  @Test
  void keepsNoName() {
    Deleted deleted = purged("free");

    admin.run("create", "configmap", "free", "-n", ns);
    release(deleted);
  }

  private static Deleted purged(String name) {
    Deleted deleted = Deleted.configMap(ns, name);
    admin.run(
        "patch",
        "deleted",
        deleted.record(),
        "-n",
        ns,
        "--type=json",
        "-p",
        "[{\"op\":\"add\",\"path\":\"/metadata/finalizers/-\",\"value\":\"example.com/audit\"}]");
    allowed(deleted.purge(admin));
    deleted.awaitField("condition=Purged");
    return deleted;
  }

  private static void release(Deleted deleted) {
    deleted.awaitFinalizerOff();
    admin.run(
        "patch",
        "deleted",
        deleted.record(),
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":null}}");
    admin.run("wait", "deleted/" + deleted.record(), "-n", ns, "--for=delete", "--timeout=30s");
  }

  private static String snapshots(Deleted deleted) {
    return admin.run(
        "get",
        "secrets",
        "-n",
        Installation.NAMESPACE,
        "-l",
        "softdelete.dev/uid=" + deleted.field(".spec.resource.uid"),
        "-o",
        "name");
  }

  private static String condition(Deleted deleted, String type, String field) {
    return deleted.field(".status.conditions[?(@.type==\"%s\")].%s".formatted(type, field));
  }
}
