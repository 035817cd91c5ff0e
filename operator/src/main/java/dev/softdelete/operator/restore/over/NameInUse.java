package dev.softdelete.operator.restore.over;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RequestTime;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.request.ReadRights;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.snapshot.StoredObject;
import java.time.InstantSource;
import java.util.Optional;

/** Looks at what has the name to which an object is restored, and decides what becomes of it. */
final class NameInUse {
  private final ApiServer api;
  private final InstantSource clock;
  private final ReadRights rights;

  NameInUse(ApiServer api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
    this.rights = new ReadRights(api);
  }

  static ObjectKey key(RestoreRequest request, ResourceType type) {
    return new ObjectKey(type, request.target().namespace(), request.target().name());
  }

  /** Returns the live object, without its payload. */
  Optional<KubeObject> live(RestoreRequest request, ResourceType type) {
    return api.findMetadata(key(request, type).path());
  }

  OverStep decide(
      RestoreRequest request, StoredObject stored, ResourceType type, Optional<KubeObject> live) {
    DeletedResource record = request.record();
    boolean ours =
        live.filter(there -> RestoreMark.marks(there, record, stored.secret())).isPresent();
    return OverDecision.of(
        live,
        type,
        new OverDecision.Situation(
            record,
            request.target(),
            ours,
            RequestTime.of(record, clock.instant()),
            () -> mayRead(request, type)));
  }

  /** Whether the requester may read the live object. */
  boolean mayRead(RestoreRequest request, ResourceType type) {
    return rights.mayReadTarget(request, type);
  }
}
