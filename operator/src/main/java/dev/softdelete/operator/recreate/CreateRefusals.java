package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.requester.kind.RequesterKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/**
 * Counts the creates that this replica refuses. Those of controllers are remembered until they are
 * reported: a person reads the refusal, but a controller only logs it.
 */
public final class CreateRefusals {
  private static final int MANY = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final String COUNTER = "softdelete.creates.refused";

  private final MeterRegistry meters;
  private final RecentEntries<String, Refused> byRecord =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /**
   * Refused creates over one deleted name.
   *
   * @param username the controller that was refused last
   * @param why the message of the last refusal
   * @param count how many creates were refused since the last report
   */
  record Refused(DeletedResource record, String username, String why, long count) {

    /** Adds later refusals. */
    Refused plus(Refused later) {
      return new Refused(later.record(), later.username(), later.why(), count + later.count());
    }
  }

  public CreateRefusals(MeterRegistry meters) {
    this.meters = meters;
    // Both series exist from the start, so that an alert sees the first refusal as an increase.
    for (RequesterKind kind : RequesterKind.values()) {
      meters.counter(COUNTER, "requester", kind.label());
    }
  }

  /** Notes a refusal, and returns it. */
  AdmissionResponse.Denied note(
      NamedCreate create, DeletedResource record, AdmissionResponse.Denied refusal) {
    if (!create.request().dryRun()) {
      meters.counter(COUNTER, "requester", create.kind().label()).increment();
      if (create.kind() == RequesterKind.CONTROLLER) {
        add(new Refused(record, create.request().requester().username(), refusal.message(), 1));
      }
    }
    return refusal;
  }

  void add(Refused refused) {
    byRecord.merge(refused.record().getMetadata().getUid(), refused, Refused::plus);
  }

  /** Returns what was not reported yet, by the UID of the record. */
  Map<String, Refused> all() {
    return byRecord.all();
  }

  /** Removes what is being reported, unless a refusal was added. Returns whether it was removed. */
  boolean take(String recordUid, Refused refused) {
    byRecord.remove(recordUid, refused);
    return byRecord.find(recordUid).isEmpty();
  }
}
