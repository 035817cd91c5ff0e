package dev.softdelete.operator.webhook;

import dev.softdelete.operator.admission.AdmissionHandler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Maps each path to its handler.
 *
 * @param open the handlers that answer any caller, because they only compute
 * @param secret the handlers that answer only callers that put the secret before the path
 * @param admits whether a text is that secret
 * @param observed returns the handler for what follows {@link #OBSERVE} in a path, for the same
 *     callers
 */
public record Routes(
    Map<String, AdmissionHandler> open,
    Map<String, AdmissionHandler> secret,
    Predicate<String> admits,
    Function<String, Optional<AdmissionHandler>> observed) {

  public Routes(
      Map<String, AdmissionHandler> open,
      Map<String, AdmissionHandler> secret,
      Predicate<String> admits) {
    this(open, secret, admits, path -> Optional.empty());
  }

  public static final String RECREATE = "/recreate";
  public static final String HELD = "/held";
  public static final String RESERVED = "/reserved";
  public static final String DELETE = "/delete";
  public static final String PURGE = "/purge";
  public static final String REVIEW = "/review";

  /** Followed by a slash, the id of a policy, and what it is asked about. */
  public static final String OBSERVE = "/observe";

  /**
   * A handler and its path without the secret, which may be shown to anyone.
   *
   * @param known whether the caller has shown the secret
   */
  record Route(String path, AdmissionHandler handler, boolean known) {}

  /**
   * Returns the route of a path. The result is empty for callers without the secret, as it is for a
   * path that does not exist.
   */
  Optional<Route> of(String path) {
    if (open.containsKey(path)) {
      return Optional.of(new Route(path, open.get(path), false));
    }
    int second = path.indexOf('/', 1);
    if (second < 0 || !admits.test(path.substring(1, second))) {
      return Optional.empty();
    }
    String rest = path.substring(second);
    if (rest.startsWith(OBSERVE + "/")) {
      return observed
          .apply(rest.substring(OBSERVE.length() + 1))
          .map(handler -> new Route(OBSERVE, handler, true));
    }
    return Optional.ofNullable(secret.get(rest)).map(handler -> new Route(rest, handler, true));
  }
}
