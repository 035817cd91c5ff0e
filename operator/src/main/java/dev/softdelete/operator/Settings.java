package dev.softdelete.operator;

import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param namespace our own, where snapshots are kept
 * @param identity tells the replicas apart; the same again after a restart, so that a lease is
 *     taken up where it was left
 * @param httpPort for {@code /healthz}, {@code /readyz} and {@code /metrics}; 0: any free one
 * @param sweepsPerSecond updates a second at most while existing objects are swept
 */
public record Settings(String namespace, String identity, int httpPort, double sweepsPerSecond) {

  /**
   * Reads the variables that the chart's Deployment sets.
   *
   * @throws IllegalArgumentException when a variable is not what it should be; the message names it
   */
  public static Settings of(Map<String, String> environment) {
    int httpPort = number(environment, "HTTP_PORT", 8080);
    return new Settings(
        environment.getOrDefault("OPERATOR_NAMESPACE", "soft-delete-system"),
        Optional.ofNullable(environment.get("POD_NAME"))
            .orElse(environment.getOrDefault("HOSTNAME", "local") + "-" + httpPort),
        httpPort,
        number(environment, "SWEEPS_PER_SECOND", 200));
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.trim());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, not '" + text + "'", e);
    }
    throw new IllegalArgumentException(name + " must not be negative, but is " + text);
  }
}
