package dev.softdelete.operator.recreate;

import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.record.RecordEvents;
import java.time.Duration;

/**
 * Reports the requests that this replica has let through after a fault, by an event on the record
 * of the deleted object. Each record has such an event at most once a minute.
 */
public final class UncheckedReports implements Runnable {
  private static final int AT_A_TIME = 50;
  private static final int MANY = 10_000;
  private static final Duration AT_MOST_EACH = Duration.ofMinutes(1);

  private final UncheckedCreates unchecked;
  private final RecordEvents events;
  private final RecentEntries<String, Boolean> reported =
      new RecentEntries<>(MANY, AT_MOST_EACH, System::nanoTime);

  public UncheckedReports(UncheckedCreates unchecked, RecordEvents events) {
    this.unchecked = unchecked;
    this.events = events;
  }

  @Override
  public void run() {
    unchecked.all().entrySet().stream()
        .filter(entry -> reported.find(entry.getKey()).isEmpty())
        .limit(AT_A_TIME)
        .forEach(entry -> report(entry.getKey(), entry.getValue()));
  }

  private void report(String recordUid, UncheckedCreates.Unchecked last) {
    unchecked.remove(recordUid, last);
    reported.put(recordUid, true);
    events.warning(
        last.record(),
        "NotChecked",
        "a request of %s under this name was let through, and nothing was restored: %s"
            .formatted(last.username(), last.why()));
  }
}
