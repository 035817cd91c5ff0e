package dev.softdelete.operator.recreate;

import dev.softdelete.api.RefusedCreates;
import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.record.StatusWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Reports the creates of controllers that this replica has refused: by an event on the record, and
 * in its status, from which the policy's count is made. A controller tries again and again, so each
 * record is reported at most once a minute.
 */
public final class RefusalReports implements Runnable {
  private static final int AT_A_TIME = 50;
  private static final int MANY = 10_000;
  private static final Duration AT_MOST_EACH = Duration.ofMinutes(1);

  private final CreateRefusals refusals;
  private final StatusWriter status;
  private final RecordEvents events;
  private final ServerClock clock;
  private final RecentEntries<String, Boolean> reported =
      new RecentEntries<>(MANY, AT_MOST_EACH, System::nanoTime);

  public RefusalReports(
      CreateRefusals refusals, StatusWriter status, RecordEvents events, ServerClock clock) {
    this.refusals = refusals;
    this.status = status;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void run() {
    refusals.all().entrySet().stream()
        .filter(entry -> reported.find(entry.getKey()).isEmpty())
        .limit(AT_A_TIME)
        .forEach(this::report);
  }

  private void report(Map.Entry<String, CreateRefusals.Refused> entry) {
    CreateRefusals.Refused refused = entry.getValue();
    if (!refusals.take(entry.getKey(), refused)) {
      return;
    }
    if (!noted(entry.getKey(), refused)) {
      return;
    }
    reported.put(entry.getKey(), true);
    events.warning(
        refused.record(),
        "ControllerRefused",
        "%s may not create it anew (refused %d times since the last report): %s"
            .formatted(refused.username(), refused.count(), refused.why()));
  }

  /** Writes the number, and returns whether the record still exists. */
  private boolean noted(String recordUid, CreateRefusals.Refused refused) {
    try {
      return status.noteRefused(
          LiveRecord.path(refused.record()),
          recordUid,
          new RefusedCreates(
              refused.count(),
              refused.username(),
              clock.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    } catch (ApiException e) {
      if (e.notFound()) {
        return false;
      }
      // The next run tries again.
      refusals.add(refused);
      if (e.conflict()) {
        return false;
      }
      throw e;
    }
  }
}
