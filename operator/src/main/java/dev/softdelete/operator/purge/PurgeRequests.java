package dev.softdelete.operator.purge;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.requester.SystemDeleters;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Remembers who asks for a purge, and never refuses one. A request is kept for a while, because the
 * purge may have to wait.
 */
public final class PurgeRequests implements AdmissionHandler {
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Clock clock;
  private final RecentEntries<String, NotedPurge> byUid =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  public PurgeRequests(Clock clock) {
    this.clock = clock;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    boolean cascades = SystemDeleters.cascades(request.requester());
    if (!request.dryRun() && !cascades) {
      request
          .oldObject()
          .filter(o -> !o.deleting())
          .map(o -> Json.as(DeletedResource.class, o.json()))
          .filter(r -> RecordStep.state(r) != State.RESTORED)
          .ifPresent(
              r -> {
                // The last requester counts: the requests before may have been refused.
                var asked = NotedPurge.of(r, request.requester().username(), clock.instant());
                byUid.put(asked.recordUid(), asked);
              });
    }
    return AdmissionResponse.allowed();
  }

  /** Returns the requests by the uid of the record. */
  Map<String, NotedPurge> all() {
    return byUid.all();
  }

  /** Forgets a request, so that it is not reported again unless it is repeated. */
  void forget(NotedPurge asked) {
    byUid.remove(asked.recordUid(), asked);
  }
}
