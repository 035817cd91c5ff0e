package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Deleting a record and shortening its retention both require the verb delete. */
class PurgeVerbTest {
  private static Kubectl admin;
  private static String ns;
  private static Person editor;
  private static Person purger;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retentionBounds: {min: 1h, max: Indefinite}
            """);
    admin = Cluster.kubectl();
    editor = Person.called("editor").with("edit", ns, "patch deletedresources.softdelete.dev");
    purger =
        Person.called("purger")
            .with("soft-delete-purger", ns, "delete deletedresources.softdelete.dev");
  }

  @Test
  void whoeverEditsDoesNotPurge() {
    Deleted deleted = Deleted.configMap(ns, "kept");

    refused(deleted.purge(editor.kubectl()), "cannot delete resource \"deletedresources\"");
    refused(
        editor.kubectl().call("delete", "deleted", "--all", "-n", ns),
        "cannot delete resource \"deletedresources\"");
  }

  @Test
  void whoeverAdministersTheNamespaceDoesNotPurge() {
    Deleted deleted = Deleted.configMap(ns, "kept-too");
    Person namespaceAdmin =
        Person.called("nsadmin").with("admin", ns, "restore deletedresources.softdelete.dev");

    refused(deleted.purge(namespaceAdmin.kubectl()), "cannot delete resource \"deletedresources\"");
  }

  @Test
  void thePurgerPurges() {
    Deleted deleted = Deleted.configMap(ns, "purged");

    allowed(deleted.purge(purger.kubectl()));

    admin.run("wait", "deleted", deleted.record(), "-n", ns, "--for=delete", "--timeout=30s");
  }

  @Test
  void thePurgerDoesNotRestore() {
    Deleted deleted = Deleted.configMap(ns, "unrestored");

    refused(
        deleted.annotate(purger.kubectl(), "softdelete.dev/restore=true"),
        "takes the verb \"restore\"");
  }

  @Test
  void aForegroundPurgeEndsToo() {
    Deleted deleted = Deleted.configMap(ns, "foreground");

    allowed(deleted.purge(purger.kubectl(), "--cascade=foreground"));

    admin.run("wait", "deleted", deleted.record(), "-n", ns, "--for=delete", "--timeout=30s");
  }

  @Test
  void toShortenTakesTheVerb() {
    Deleted deleted = Deleted.configMap(ns, "shortened");
    String shorter = deleted.moved(Duration.ofHours(-1));

    refused(
        deleted.patch(editor.kubectl(), shorter),
        editor.name() + " may not shorten a retention: this takes the verb \"delete\"",
        "soft-delete-purger");
    allowed(deleted.patch(purger.kubectl(), shorter));
  }

  @Test
  void toExtendTakesNone() {
    Deleted deleted = Deleted.configMap(ns, "extended");

    allowed(deleted.patch(editor.kubectl(), deleted.moved(Duration.ofDays(1))));
    allowed(deleted.patch(editor.kubectl(), "{spec: {purgeTime: null}}"));
  }

  @Test
  void theSameTimeInAnotherOffsetIsNoShorter() {
    Deleted deleted = Deleted.configMap(ns, "offset");
    Instant purge = Instant.parse(deleted.field(".spec.purgeTime"));

    allowed(
        deleted.patch(
            editor.kubectl(),
            "{spec: {purgeTime: '%s'}}".formatted(purge.atOffset(ZoneOffset.ofHours(-9)))));
  }

  @Test
  void aPurgeTimeWhereThereIsNoneIsShorter() {
    Deleted deleted = Deleted.configMap(ns, "indefinite");
    String time = deleted.moved(Duration.ofDays(365));
    allowed(deleted.patch(editor.kubectl(), "{spec: {purgeTime: null}}"));

    refused(deleted.patch(editor.kubectl(), time), "takes the verb \"delete\"");
    allowed(deleted.patch(purger.kubectl(), time));
  }

  @Test
  void notEvenAnAdministratorGoesBelowTheBounds() {
    Deleted deleted = Deleted.configMap(ns, "bounds");

    refused(
        deleted.patch(admin, deleted.moved(Duration.ofHours(-47).minusMinutes(30))),
        "at least 1h after deletionTime; to purge now, delete the DeletedResource");
    assertThat(deleted.field(".status.state")).isEqualTo("DELETED");
  }
}
