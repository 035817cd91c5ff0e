package dev.softdelete.operator.purge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Writes events that name the requester of a purge, on the replica that received the request. */
public final class PurgeNotices implements Runnable {
  /** The maximum number of purges in one run. Each one costs a read of the snapshot. */
  private static final int AT_A_TIME = 200;

  private final PurgeRequests requests;
  private final RecordCatalog records;
  private final SnapshotStore snapshots;
  private final Events events;
  private final Clock clock;

  public PurgeNotices(
      PurgeRequests requests,
      RecordCatalog records,
      SnapshotStore snapshots,
      Events events,
      Clock clock) {
    this.requests = requests;
    this.records = records;
    this.snapshots = snapshots;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void run() {
    var purged = new ArrayList<NotedPurge>();
    for (NotedPurge asked : requests.all().values()) {
      switch (Progress.of(record(asked), asked.at(), clock.instant())) {
        case UNDER_WAY -> {}
        case REFUSED -> requests.forget(asked);
        case OVER -> {
          // If the snapshot still exists, the record was saved from the deletion of its namespace
          // or of the CRD.
          if (!snapshots.has(asked.uid(), asked.snapshot())) {
            purged.add(asked);
          }
          requests.forget(asked);
        }
      }
      if (purged.size() == AT_A_TIME) {
        break;
      }
    }
    PurgeNotice.of(purged).forEach(this::write);
  }

  private Optional<DeletedResource> record(NotedPurge asked) {
    return records
        .find(asked.namespace(), asked.record())
        .filter(r -> r.getMetadata().getUid().equals(asked.recordUid()));
  }

  private void write(PurgeNotice notice) {
    ObjectNode about =
        Json.object()
            .put("apiVersion", SoftDelete.GROUP + "/" + SoftDelete.VERSION)
            .put("kind", "DeletedResource");
    about
        .putObject("metadata")
        .put("namespace", notice.about().namespace())
        .put("name", notice.about().record())
        .put("uid", notice.about().recordUid());
    events.write(new KubeObject(about), "Normal", "Purged", notice.message());
  }

  /** The progress of a purge that was requested. */
  enum Progress {
    UNDER_WAY,
    REFUSED,
    OVER;

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(30);

    /**
     * Returns the progress. The API server calls the webhook before it decides, and the watch
     * reports the decision a moment later.
     */
    static Progress of(Optional<DeletedResource> record, Instant asked, Instant now) {
      if (record.isEmpty()) {
        return OVER;
      }
      boolean going = record.get().getMetadata().getDeletionTimestamp() != null;
      return going || now.isBefore(asked.plus(SEEN_WITHIN)) ? UNDER_WAY : REFUSED;
    }
  }
}
