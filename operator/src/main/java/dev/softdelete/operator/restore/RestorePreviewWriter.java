package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.time.temporal.ChronoUnit;

/**
 * Writes to the record what its restore would result in, and which other objects it would restore.
 */
final class RestorePreviewWriter {
  private final RestorePreviews previews;
  private final GroupPreviews others;
  private final ServerClock clock;
  private final StatusWriter status;

  RestorePreviewWriter(
      RestorePreviews previews, Group group, ServerClock clock, StatusWriter status) {
    this.previews = previews;
    this.others = new GroupPreviews(previews, group);
    this.clock = clock;
    this.status = status;
  }

  void run(DeletedResource record) {
    RestoreRequest request = RestoreRequest.of(record);
    Preview preview = previews.of(request);
    String message =
        "As of "
            + clock.now().truncatedTo(ChronoUnit.SECONDS)
            + ": "
            + preview.message()
            + others.of(request).message();
    status.write(record, RecordStatus.previewed(record, preview.obstacle(), message, clock.now()));
  }
}
