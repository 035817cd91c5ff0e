package dev.softdelete.operator;

import dev.softdelete.operator.kube.RetentionDuration;
import dev.softdelete.operator.purge.MassPurge;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param namespace our own, where snapshots are kept
 * @param identity tells the replicas apart; the same again after a restart, so that a lease is
 *     taken up where it was left
 * @param httpPort for {@code /healthz}, {@code /readyz} and {@code /metrics}; 0: any free one
 * @param webhookPort where the API server's questions are answered, over TLS
 * @param webhookUrl where the API server reaches that port, in place of the Service
 * @param sweepsPerSecond updates a second at most while existing objects are swept
 * @param pace how many purges are obeyed at once, and how long the others wait
 */
public record Settings(
    String namespace,
    String identity,
    int httpPort,
    int webhookPort,
    Optional<URI> webhookUrl,
    double sweepsPerSecond,
    MassPurge.Pace pace) {

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
        number(environment, "WEBHOOK_PORT", 9443),
        Optional.ofNullable(environment.get("WEBHOOK_URL"))
            .filter(url -> !url.isBlank())
            .map(Settings::uri),
        number(environment, "SWEEPS_PER_SECOND", 200),
        new MassPurge.Pace(
            number(environment, "PURGE_AT_ONCE", 100),
            duration(environment, "PURGE_MASS_DELAY", Duration.ofMinutes(15))));
  }

  private static Duration duration(
      Map<String, String> environment, String name, Duration otherwise) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return RetentionDuration.parse(text.trim())
          .orElseThrow(() -> new IllegalArgumentException(name + " must end, but is " + text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static URI uri(String text) {
    URI uri = URI.create(text);
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "WEBHOOK_URL must be an https URL with a host, not '" + text + "'");
    }
    return uri;
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
