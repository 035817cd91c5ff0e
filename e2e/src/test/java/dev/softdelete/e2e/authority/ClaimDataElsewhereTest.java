package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.volume.Disks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A restored claim takes its data along. Whoever may read a claim may not read its data: that takes
 * a Pod or another claim in its namespace.
 */
class ClaimDataElsewhereTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String CAN_RESTORE = "restore deletedresources.softdelete.dev";

  private final Kubectl admin = Cluster.kubectl();
  private final Disks disks = Disks.covered();
  private final String target = disks.namespace() + "-target";
  private Deleted deleted;
  private String volume;

  @BeforeEach
  void deleteAClaim() {
    admin.run("create", "namespace", target);
    disks.claim("data", "Delete");
    disks.write("data");
    volume = disks.volumeOf("data");
    deleted = Deleted.delete("pvc", disks.namespace(), "data");
  }

  @Test
  void toReadAClaimIsNotToReadItsData() {
    Person oncall = oncall();

    refused(
        deleted.annotate(oncall.kubectl(), RESTORE, to()),
        "its data takes the permission to create pods or persistentvolumeclaims in namespace "
            + disks.namespace());

    assertThat(admin.call("get", "pvc", "data", "-n", target).ok()).isFalse();
    assertThat(disks.field(volume, "{.spec.claimRef.namespace}")).isEqualTo(disks.namespace());
  }

  @Test
  void soItIsWithTheOperatorDown() {
    Person oncall = oncall();
    Cluster.operator().kill();

    refused(deleted.annotate(oncall.kubectl(), RESTORE, to()), "its data takes the permission");
  }

  @Test
  void whoeverMayRunAPodThereMayTakeTheDataElsewhere() {
    Person oncall = oncall().may(disks.namespace(), "create", "pods");

    allowed(deleted.annotate(oncall.kubectl(), RESTORE, to()));

    deleted.awaitRestored();
    assertThat(disks.field(volume, "{.spec.claimRef.namespace}")).isEqualTo(target);
  }

  @Test
  void whoeverMayCreateAClaimThereMayTakeTheDataElsewhere() {
    Person oncall = oncall().may(disks.namespace(), "create", "persistentvolumeclaims");

    allowed(deleted.annotate(oncall.kubectl(), RESTORE, to()));

    deleted.awaitRestored();
  }

  /** The grant of docs/permissions.md, in the namespace of the claim. */
  private Person oncall() {
    return Person.called("oncall")
        .with("view", disks.namespace(), "get persistentvolumeclaims")
        .with("soft-delete-restorer", disks.namespace(), CAN_RESTORE)
        .with("edit", target, "create persistentvolumeclaims");
  }

  private String to() {
    return "softdelete.dev/restore-namespace=" + target;
  }
}
