package dev.softdelete.operator.admission;

import dev.softdelete.operator.kube.ApiException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Why a request could not be read or handled. No fault decides by itself: a handler chooses one of
 * the answers.
 *
 * @param why the reason, for the user. It has no values of the object
 * @param mayPass whether the same request may succeed a moment later
 */
public record Fault(String why, boolean mayPass) {
  public static final Fault UNREADABLE = new Fault("the request cannot be read", false);
  public static final Fault TOO_LARGE = new Fault("the request is too large", false);
  public static final Fault BUSY = new Fault("too many large requests at a time", true);

  /** Returns the fault of an exception, whose message may contain values of the object. */
  public static Fault of(Throwable thrown) {
    return new Fault(
        "internal error (" + thrown.getClass().getSimpleName() + ")",
        thrown instanceof UncheckedIOException
            || (thrown instanceof ApiException e && e.mayPass()));
  }

  /** The request is allowed, and its user is told that nothing was checked. */
  public AdmissionResponse letThrough() {
    return new AdmissionResponse.Allowed(List.of("soft-delete did not check this request: " + why));
  }

  /** The request is refused for now. */
  public AdmissionResponse.Denied refused() {
    return new AdmissionResponse.Denied(
        503, "ServiceUnavailable", "soft-delete cannot check this request: " + why + "; try again");
  }
}
