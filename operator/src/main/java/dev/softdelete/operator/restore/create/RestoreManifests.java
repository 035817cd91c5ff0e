package dev.softdelete.operator.restore.create;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.request.RestoreTarget;
import dev.softdelete.operator.snapshot.StoredObject;

/** Builds the manifests to create for records, from the current owners and policies. */
public final class RestoreManifests {
  private final LiveOwners owners;
  private final KindCoverage coverage;

  public RestoreManifests(LiveOwners owners, KindCoverage coverage) {
    this.owners = owners;
    this.coverage = coverage;
  }

  /**
   * Returns the manifest for a dry run. Its answer goes to the user, and must not tell the secret.
   */
  public ObjectNode forDryRun(
      DeletedResource record, StoredObject stored, RestoreTarget target, String request) {
    var told = new StoredObject(stored.object(), stored.companion(), RestoreMark.NO_SECRET);
    return of(record, told, target, request);
  }

  /**
   * Returns the manifest of one record.
   *
   * @param request the uid of the admission request that is the restore; empty if the operator
   *     creates the object
   */
  public ObjectNode of(
      DeletedResource record, StoredObject stored, RestoreTarget target, String request) {
    return RestoreManifest.of(
        stored.object(),
        target,
        owners.lookup(),
        RestoreMark.of(record, stored.secret(), request),
        coverage.extendsTo(ResourceType.of(record.getSpec().resource()), target.namespace()));
  }
}
