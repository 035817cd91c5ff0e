package dev.softdelete.operator.webhook;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which handler answers which path.
 *
 * @param open what answers anybody, because it does nothing but compute
 * @param secret what answers those who know the secret before its path
 * @param admits whether something is that secret
 */
public record Routes(
    Map<String, AdmissionHandler> open,
    Map<String, AdmissionHandler> secret,
    Predicate<String> admits) {

  public static final String RECREATE = "/recreate";
  public static final String HELD = "/held";
  public static final String RESERVED = "/reserved";
  public static final String DELETE = "/delete";
  public static final String PURGE = "/purge";

  /** A handler, and the path that may be told to everybody. */
  record Route(String path, AdmissionHandler handler) {}

  /** Empty for strangers as for what there is not. */
  Optional<Route> of(String path) {
    if (open.containsKey(path)) {
      return Optional.of(new Route(path, open.get(path)));
    }
    int second = path.indexOf('/', 1);
    if (second < 0 || !admits.test(path.substring(1, second))) {
      return Optional.empty();
    }
    String rest = path.substring(second);
    return Optional.ofNullable(secret.get(rest)).map(handler -> new Route(rest, handler));
  }
}
