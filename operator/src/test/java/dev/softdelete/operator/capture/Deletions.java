package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Mode;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.Terms;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.ObjectTerms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Deleted objects for the tests of this package. */
public final class Deletions {
  public static final Requester ANN = requester("ann", "people");
  static final Requester COLLECTOR =
      requester("system:serviceaccount:kube-system:generic-garbage-collector", "system:masters");
  static final SnapshotReference SNAPSHOT = new SnapshotReference("0".repeat(64), 1L, 1);

  /** The annotations of a kind without conversion webhook, and without a bypass. */
  static final AnnotationTrust TRUSTED = new AnnotationTrust(false, Optional.empty());

  private Deletions() {}

  public static Requester requester(String name, String group) {
    return new Requester(name, null, List.of(group), null);
  }

  static KubeObject object(String json) {
    return KubeObject.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a deleted Deployment without special properties. */
  public static CaptureContext of(SoftDeletePolicy policy, Cause cause) {
    return new CaptureContext(
        type("apps", "deployments"),
        object(
            """
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "metadata": {"name": "web", "namespace": "ns", "uid": "u-1",
               "deletionTimestamp": "2026-01-01T00:00:00Z"}}
            """),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.ofNullable(policy).map(p -> new ObjectTerms(List.of(p))),
        cause,
        Optional.empty(),
        TRUSTED);
  }

  static ResourceType type(String group, String plural) {
    return ResourceType.of(group, "v1", plural, "", true);
  }

  static ResourceIdentity identity(String uid, String namespace) {
    return new ResourceIdentity(
        "apps/v1", "Deployment", "deployments", namespace, null, "web", uid, null);
  }

  /** Returns the record of a held object with this uid. */
  static DeletedResource record(String uid, Requester by, String group) {
    return record(uid, by, group, Mode.Hold);
  }

  static DeletedResource record(String uid, Requester by, String group, Mode mode) {
    var record = new DeletedResource();
    record.setSpec(
        new DeletedResourceSpec(
            null,
            identity(uid, "ns"),
            "default",
            null,
            mode,
            new Terms(null, null, false, null, null, null, false),
            null,
            "2026-01-01T00:00:00Z",
            by,
            group,
            null,
            null,
            SNAPSHOT,
            null,
            "2027-01-01T00:00:00Z",
            true,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return record;
  }
}
