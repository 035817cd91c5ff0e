package dev.softdelete.operator.webhook;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.port.Answer;
import dev.softdelete.operator.port.Head;
import dev.softdelete.operator.port.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Answers AdmissionReviews. Only what is not a review gets an HTTP error, and what strangers send
 * that is too large.
 */
final class Reviews implements Service {
  /**
   * The maximum size of a request. It contains an object and its previous version, each of which
   * the API server admits up to 3 MiB.
   */
  static final int MAX_BYTES = 7 * 1024 * 1024;

  private static final int MIB = 1024 * 1024;

  /** How much is read of a request that is larger. */
  private static final int START = MIB;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Routes routes;
  private final MeterRegistry meters;
  private final BooleanSupplier stopping;
  private final Workspace known;
  private final Workspace strangers;

  /**
   * Creates the service.
   *
   * @param stopping whether callers have to use another connection, and therefore another replica,
   *     for their next request; the API server would otherwise use the present connection for as
   *     long as it is open
   */
  Reviews(Routes routes, MeterRegistry meters, BooleanSupplier stopping) {
    this(
        routes,
        meters,
        stopping,
        new Workspace(24 * MIB, 64 * MIB, 64, PATIENCE),
        new Workspace(4 * MIB, 20 * MIB, 8, Duration.ofSeconds(1)));
  }

  Reviews(
      Routes routes,
      MeterRegistry meters,
      BooleanSupplier stopping,
      Workspace known,
      Workspace strangers) {
    this.routes = routes;
    this.meters = meters;
    this.stopping = stopping;
    this.known = known;
    this.strangers = strangers;
  }

  @Override
  public Reception receive(Head head) {
    Optional<Routes.Route> route = routes.of(head.path());
    if (route.isEmpty()) {
      return new Answered(fault(404, "nothing is served here"));
    }
    if (!head.method().equals("POST")) {
      Answer refused = fault(405, "an AdmissionReview is to be posted");
      return new Answered(refused.with("Allow", "POST"));
    }
    Routes.Route at = route.get();
    boolean tooLarge = head.length() > MAX_BYTES;
    if (at.known()) {
      int longest = tooLarge ? START : MAX_BYTES;
      return new Read(true, longest, body -> answer(at, body), start -> tooLarge(at, start));
    }
    return tooLarge
        ? new Answered(Read.tooLong(MAX_BYTES))
        : new Read(false, MAX_BYTES, body -> answer(at, body));
  }

  private Answer tooLarge(Routes.Route route, byte[] start) {
    count(route);
    return partial(route, start, Fault.TOO_LARGE);
  }

  private Answer answer(Routes.Route route, byte[] body) throws InterruptedException {
    count(route);
    Workspace workspace = route.known() ? known : strangers;
    long weight;
    try {
      weight = JsonWeight.of(body);
    } catch (IllegalArgumentException e) {
      return partial(route, body, Fault.UNREADABLE);
    }
    if (!workspace.holds(weight)) {
      return partial(route, body, Fault.TOO_LARGE);
    }
    try (var _ = workspace.take(weight)) {
      return whole(route, body);
    } catch (Workspace.BusyException e) {
      return partial(route, body, Fault.BUSY);
    }
  }

  private Answer whole(Routes.Route route, byte[] body) {
    AdmissionRequest request;
    try {
      request = AdmissionRequest.parse(body);
    } catch (IllegalArgumentException | StackOverflowError e) {
      return partial(route, body, Fault.UNREADABLE);
    }
    return json(AnsweredReview.of(route, request));
  }

  /** Answers by what can be read of the request. */
  private Answer partial(Routes.Route route, byte[] body, Fault fault) {
    return PartialReview.of(body)
        .map(request -> json(AnsweredReview.afterFault(route, request, fault)))
        .orElseGet(() -> Answer.text(400, "not an AdmissionReview with a request\n"));
  }

  private Answer json(byte[] review) {
    Answer answer = Answer.json(review);
    return stopping.getAsBoolean() ? answer.asLast() : answer;
  }

  private void count(Routes.Route route) {
    meters.counter("softdelete.webhook.requests", "path", route.path()).increment();
  }

  private static Answer fault(int code, String message) {
    return Answer.text(code, message + "\n");
  }
}
