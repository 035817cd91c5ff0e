package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The API server states who moved the purge time and who set or lifted a legal hold. Clients
 * cannot.
 */
@Tag("any-server")
class ChangeStampTest {
  private static final String HOLDER = ".spec.legalHoldBy.username";
  private static final String MOVER = ".spec.purgeTimeMovedBy.username";
  private static Kubectl admin;
  private static String ns;
  private static Person alice;
  private static Person lawyer;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    alice = Person.called("alice").with("edit", ns, "patch deletedresources.softdelete.dev");
    lawyer =
        Person.called("lawyer")
            .with("soft-delete-admin", ns, "hold deletedresources.softdelete.dev");
  }

  @Test
  void whoHoldsIsStampedAndThenWhoLifts() {
    Deleted deleted = Deleted.configMap(ns, "held");
    assertThat(deleted.field(HOLDER)).isEmpty();

    allowed(deleted.patch(lawyer.kubectl(), "{spec: {legalHold: true}}"));

    assertThat(deleted.field(HOLDER)).isEqualTo(lawyer.name());
    assertThat(deleted.field(".spec.legalHoldBy"))
        .contains("\"groups\":[\"staff\",\"system:authenticated\"]")
        .doesNotContain("extra");
    allowed(deleted.patch(admin, "{spec: {legalHold: false}}"));
    assertThat(deleted.field(HOLDER)).isEqualTo("admin");
  }

  @Test
  void whoMovesThePurgeTimeIsStamped() {
    Deleted deleted = Deleted.configMap(ns, "moved");
    assertThat(deleted.field(MOVER)).isEmpty();

    allowed(deleted.patch(alice.kubectl(), deleted.moved(Duration.ofDays(1))));

    assertThat(deleted.field(MOVER)).isEqualTo(alice.name());
    allowed(deleted.patch(admin, deleted.moved(Duration.ofDays(1))));
    assertThat(deleted.field(MOVER)).isEqualTo("admin");
    assertThat(deleted.field(HOLDER)).isEmpty();
  }

  @Test
  void nobodyHoldsInTheNameOfAnother() {
    Deleted deleted = Deleted.configMap(ns, "framed");

    allowed(
        deleted.patch(
            lawyer.kubectl(),
            "{spec: {legalHold: true, legalHoldBy: {username: admin, uid: u, extra: {a: [b]}}}}"));

    assertThat(deleted.field(HOLDER)).isEqualTo(lawyer.name());
    assertThat(deleted.field(".spec.legalHoldBy.uid")).isEmpty();
    assertThat(deleted.field(".spec.legalHoldBy.extra")).isEmpty();
  }

  @Test
  void aStampIsNotForgedAfterwardsNorTakenOff() {
    Deleted deleted = Deleted.configMap(ns, "afterwards");
    allowed(deleted.patch(lawyer.kubectl(), "{spec: {legalHold: true}}"));
    allowed(deleted.patch(alice.kubectl(), deleted.moved(Duration.ofDays(1))));

    allowed(
        deleted.patch(
            alice.kubectl(),
            "{spec: {legalHoldBy: {username: bob}, purgeTimeMovedBy: {username: bob}}}"));
    allowed(deleted.patch(alice.kubectl(), "{spec: {legalHoldBy: null, purgeTimeMovedBy: null}}"));

    assertThat(deleted.field(HOLDER)).isEqualTo(lawyer.name());
    assertThat(deleted.field(MOVER)).isEqualTo(alice.name());
  }

  @Test
  void aStampIsNotPutOnBeforehand() {
    Deleted deleted = Deleted.configMap(ns, "beforehand");

    allowed(
        deleted.patch(
            alice.kubectl(),
            "{spec: {legalHoldBy: {username: bob}, purgeTimeMovedBy: {username: bob}}}"));

    assertThat(deleted.field(".spec.legalHoldBy")).isEmpty();
    assertThat(deleted.field(".spec.purgeTimeMovedBy")).isEmpty();
  }

  @Test
  void anotherEditLeavesTheStampsAlone() {
    Deleted deleted = Deleted.configMap(ns, "edited");
    allowed(deleted.patch(lawyer.kubectl(), "{spec: {legalHold: true}}"));

    allowed(deleted.annotate(alice.kubectl(), "note=seen"));
    allowed(deleted.patch(alice.kubectl(), "{spec: {legalHold: true}}"));

    assertThat(deleted.field(HOLDER)).isEqualTo(lawyer.name());
  }
}
