package dev.softdelete.operator.webhook;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.port.Answer;
import dev.softdelete.operator.port.Head;
import dev.softdelete.operator.port.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers AdmissionReviews. A failure during a request results in an error for its caller only. */
final class Reviews implements Service {
  private static final Logger log = LoggerFactory.getLogger(Reviews.class);

  /**
   * The maximum size of a request. It contains an object and its previous version, each of which
   * the API server admits up to 3 MiB.
   */
  static final int MAX_BYTES = 7 * 1024 * 1024;

  private static final int MIB = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Routes routes;
  private final MeterRegistry meters;
  private final BooleanSupplier stopping;
  private final Workspace known = new Workspace(24 * MIB, 64 * MIB, 64, PATIENCE);
  private final Workspace strangers = new Workspace(4 * MIB, 20 * MIB, 8, Duration.ofSeconds(1));

  /**
   * Creates the service.
   *
   * @param stopping whether callers have to use another connection, and therefore another replica,
   *     for their next request; the API server would otherwise use the present connection for as
   *     long as it is open
   */
  Reviews(Routes routes, MeterRegistry meters, BooleanSupplier stopping) {
    this.routes = routes;
    this.meters = meters;
    this.stopping = stopping;
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
    if (head.length() > MAX_BYTES) {
      return new Answered(fault(413, "more than " + MAX_BYTES + " bytes"));
    }
    Routes.Route at = route.get();
    return new Read(at.known(), MAX_BYTES, body -> answer(at, body));
  }

  private Answer answer(Routes.Route route, byte[] body) throws InterruptedException {
    meters.counter("softdelete.webhook.requests", "path", route.path()).increment();
    Workspace workspace = route.known() ? known : strangers;
    long weight;
    try {
      weight = JsonWeight.of(body);
    } catch (IllegalArgumentException e) {
      return notAReview();
    }
    if (!workspace.holds(weight)) {
      return fault(413, "too many values");
    }
    try (var _ = workspace.take(weight)) {
      return answer(route, AdmissionRequest.parse(body));
    } catch (Workspace.BusyException e) {
      return fault(503, "too many large requests at a time");
    } catch (IllegalArgumentException e) {
      return notAReview();
    }
  }

  private Answer answer(Routes.Route route, AdmissionRequest request) {
    try {
      byte[] review = route.handler().answer(request).review(request.uid());
      Answer answer = Answer.json(review);
      return stopping.getAsBoolean() ? answer.asLast() : answer;
    } catch (RuntimeException | StackOverflowError e) {
      log.warn("{}: {}", route.path(), e.toString());
      return fault(500, "no answer was found");
    }
  }

  private static Answer notAReview() {
    return fault(400, "not an AdmissionReview with a request");
  }

  private static Answer fault(int code, String message) {
    return Answer.text(code, message + "\n");
  }
}
