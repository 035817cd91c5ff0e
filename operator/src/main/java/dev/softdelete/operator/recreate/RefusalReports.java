package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RefusedCreates;
import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Reports the requests of programs that this replica has refused: by an event on the record, and in
 * its status, from which the policy's count is made. Without a record, the event is about the
 * refused object. A program tries again and again, so it is reported at once, and then at most once
 * a minute for each name.
 */
public final class RefusalReports implements Runnable {
  private static final int AT_A_TIME = 50;
  private static final int MANY = 10_000;
  private static final Duration AT_MOST_EACH = Duration.ofMinutes(1);

  private final CreateRefusals refusals;
  private final StatusWriter status;
  private final Events events;
  private final ServerClock clock;
  private final RecentEntries<CreateRefusals.Key, Boolean> reported =
      new RecentEntries<>(MANY, AT_MOST_EACH, System::nanoTime);

  public RefusalReports(
      CreateRefusals refusals, StatusWriter status, Events events, ServerClock clock) {
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

  private void report(Map.Entry<CreateRefusals.Key, CreateRefusals.Refused> entry) {
    CreateRefusals.Refused refused = entry.getValue();
    if (!refusals.take(entry.getKey(), refused)) {
      return;
    }
    if (refused.record().isPresent() && !noted(refused, refused.record().get())) {
      return;
    }
    reported.put(entry.getKey(), true);
    events.write(
        refused.record().map(r -> new KubeObject(Json.tree(r))).orElse(refused.object()),
        "Warning",
        refused.kind() == RequesterKind.CONTROLLER ? "ControllerRefused" : "ProgramRefused",
        "%s may not %s (refused %d times since the last report): %s"
            .formatted(
                refused.username(),
                refused.operation().equals("CREATE") ? "create it anew" : "update it",
                refused.count(),
                refused.why()));
  }

  /** Writes the number, and returns whether the record still exists. */
  private boolean noted(CreateRefusals.Refused refused, DeletedResource record) {
    try {
      return status.noteRefused(
          LiveRecord.path(record),
          record.getMetadata().getUid(),
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
