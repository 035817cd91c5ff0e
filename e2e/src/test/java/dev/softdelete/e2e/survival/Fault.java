package dev.softdelete.e2e.survival;

import java.util.Optional;

/** A fault between the operator and the API server. */
interface Fault {
  Fault NONE = new Fault() {};

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
