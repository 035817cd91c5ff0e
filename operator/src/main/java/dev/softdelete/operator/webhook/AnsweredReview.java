package dev.softdelete.operator.webhook;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.Fault;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a review. No exception decides: the API server lets a request through whose webhook
 * answers with an HTTP error. Therefore the handler decides also after a fault, and what it cannot
 * decide even then is refused for now.
 */
final class AnsweredReview {
  private static final Logger log = LoggerFactory.getLogger(AnsweredReview.class);

  private AnsweredReview() {}

  static byte[] of(Routes.Route route, AdmissionRequest request) {
    return attempted(
        route,
        () -> route.handler().answer(request).review(request.uid()),
        fault -> afterFault(route, request, fault));
  }

  /** Returns the answer to a request that cannot be read as a whole, or not handled. */
  static byte[] afterFault(Routes.Route route, AdmissionRequest request, Fault fault) {
    return attempted(
        route,
        () -> route.handler().afterFault(request, fault).review(request.uid()),
        again -> again.refused().review(request.uid()));
  }

  private static byte[] attempted(
      Routes.Route route, Supplier<byte[]> answer, Function<Fault, byte[]> or) {
    Fault fault;
    try {
      return answer.get();
    } catch (RuntimeException | StackOverflowError e) {
      // The message may contain values of the object.
      fault = Fault.of(e);
      log.warn("{}: {} at {}", route.path(), e.getClass().getName(), place(e));
    }
    return or.apply(fault);
  }

  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }
}
