package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.RequesterDecision;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the creates, and the updates of held objects, that this replica refuses. Those of programs
 * are remembered until they are reported: a person reads the refusal, but a program only logs it.
 * Whether the requester is a program is decided by its user alone. If a program is taken for
 * something else, and is refused because of that, the report shows it.
 */
public final class CreateRefusals {
  private static final int MANY = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final String COUNTER = "softdelete.creates.refused";

  private final MeterRegistry meters;
  private final RequesterLists requesters;
  private final RecentEntries<Key, Refused> refusals =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /**
   * What is reported together.
   *
   * @param about the UID of the record, or else the object
   */
  record Key(String about, String username) {}

  /**
   * Refused requests of one requester for one deleted name.
   *
   * @param object names the refused object
   * @param record the record of the deleted object; empty if there is none, as for a reserved host
   * @param kind what the last request was taken for
   * @param operation CREATE or UPDATE
   * @param why the message of the last refusal
   * @param count how many requests were refused since the last report
   */
  record Refused(
      KubeObject object,
      Optional<DeletedResource> record,
      RequesterKind kind,
      String operation,
      String username,
      String why,
      long count) {

    Key key() {
      String about =
          record
              .map(r -> r.getMetadata().getUid())
              .orElseGet(
                  () ->
                      "%s %s %s/%s"
                          .formatted(
                              object.apiVersion(),
                              object.kind(),
                              object.namespace().orElse(""),
                              object.name()));
      return new Key(about, username);
    }

    /** Adds later refusals. */
    Refused plus(Refused later) {
      return new Refused(
          later.object(),
          later.record(),
          later.kind(),
          later.operation(),
          username,
          later.why(),
          count + later.count());
    }
  }

  public CreateRefusals(MeterRegistry meters, RequesterLists requesters) {
    this.meters = meters;
    this.requesters = requesters;
    // All series exist from the start, so that an alert sees the first refusal as an increase.
    for (RequesterKind kind : RequesterKind.values()) {
      meters.counter(COUNTER, "requester", kind.label());
    }
  }

  /**
   * Notes a refusal, unless the request was a dry run.
   *
   * @param record the record because of which the request is refused
   */
  void note(
      AdmissionRequest request,
      RequesterKind kind,
      Optional<DeletedResource> record,
      AdmissionResponse.Denied refusal) {
    if (request.dryRun()) {
      return;
    }
    meters.counter(COUNTER, "requester", kind.label()).increment();
    if (RequesterDecision.isProgram(requesters, request.requester())) {
      add(
          new Refused(
              RefusedObject.of(request),
              record,
              kind,
              request.operation(),
              request.requester().username(),
              refusal.message(),
              1));
    }
  }

  void add(Refused refused) {
    refusals.merge(refused.key(), refused, Refused::plus);
  }

  /** Returns what was not reported yet. */
  Map<Key, Refused> all() {
    return refusals.all();
  }

  /** Removes what is being reported, unless a refusal was added. Returns whether it was removed. */
  boolean take(Key key, Refused refused) {
    refusals.remove(key, refused);
    return refusals.find(key).isEmpty();
  }
}
