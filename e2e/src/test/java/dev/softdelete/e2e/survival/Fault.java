package dev.softdelete.e2e.survival;

import java.util.Optional;
import java.util.function.Predicate;

/** A fault between the operator and the API server. */
interface Fault {
  Fault NONE = new Fault() {};

  /** Returns a fault that answers these requests with code 500. */
  static Fault refusing(Predicate<ProxiedRequest> which) {
    return new Fault() {
      @Override
      public Optional<String> refusal(ProxiedRequest request) {
        return which.test(request)
            ? Optional.of(
                "{\"kind\": \"Status\", \"message\": \"as a test wants it\", \"code\": 500}")
            : Optional.empty();
      }
    };
  }

  /** Called for each request. Returns false if the request must not reach the API server. */
  default boolean forwards(ProxiedRequest request) {
    return true;
  }

  /**
   * Returns the body of a Status with code 500 that is the answer, without asking the API server.
   */
  default Optional<String> refusal(ProxiedRequest request) {
    return Optional.empty();
  }

  /** Called when the API server has answered. Returns false if the answer must not arrive. */
  default boolean relays(ProxiedRequest request) {
    return true;
  }
}
