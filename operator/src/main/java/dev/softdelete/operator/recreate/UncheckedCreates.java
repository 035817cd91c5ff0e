package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.capture.RecentEntries;
import java.time.Duration;
import java.util.Map;

/**
 * The requests over deleted names that this replica has let through after a fault. They are
 * remembered until they are reported: the warning reaches only the client.
 */
public final class UncheckedCreates {
  private static final int MANY = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final RecentEntries<String, Unchecked> byRecord =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /**
   * Requests over one deleted name.
   *
   * @param username who sent the last of them
   * @param why the last fault
   */
  record Unchecked(DeletedResource record, String username, String why) {}

  /** Notes a request. A dry run leaves no trace. */
  void note(AdmissionRequest request, DeletedResource record, Fault fault) {
    if (!request.dryRun()) {
      byRecord.put(
          record.getMetadata().getUid(),
          new Unchecked(record, request.requester().username(), fault.why()));
    }
  }

  /** Returns what was not reported yet, by the UID of the record. */
  Map<String, Unchecked> all() {
    return byRecord.all();
  }

  /** Removes what is reported, unless it has changed since. */
  void remove(String recordUid, Unchecked reported) {
    byRecord.remove(recordUid, reported);
  }
}
