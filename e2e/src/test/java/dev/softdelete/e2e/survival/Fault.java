package dev.softdelete.e2e.survival;

import java.util.Optional;

/** What goes wrong between the operator and the API server. */
interface Fault {
  Fault NONE = new Fault() {};

  /** Called for each request; false: it never reaches the API server. */
  default boolean forwards(ProxiedRequest request) {
    return true;
  }

  /** The body of a Status with code 500 to answer with, without asking the API server. */
  default Optional<String> refusal(ProxiedRequest request) {
    return Optional.empty();
  }

  /** Called when the API server has answered; false: its answer never arrives. */
  default boolean relays(ProxiedRequest request) {
    return true;
  }
}
