package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.snapshot.RestoreMark;
import dev.softdelete.operator.snapshot.StoredObject;

/** What is to be created for records, by what there is around them now. */
public final class RestoreManifests {
  private final LiveOwners owners;
  private final KindCoverage coverage;

  public RestoreManifests(LiveOwners owners, KindCoverage coverage) {
    this.owners = owners;
    this.coverage = coverage;
  }

  /**
   * The manifest of one.
   *
   * @param request the uid of the admission request that is the restore; empty where we create it
   */
  ObjectNode of(DeletedResource record, StoredObject stored, RestoreTarget target, String request) {
    return RestoreManifest.of(
        stored.object(),
        target,
        owners.lookup(),
        RestoreMark.of(record, stored.secret(), request),
        coverage.extendsTo(ResourceType.of(record.getSpec().resource()), target.namespace()));
  }
}
