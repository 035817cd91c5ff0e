package dev.softdelete.operator.startup;

import dev.softdelete.operator.admission.ConfigurationMarks;
import dev.softdelete.operator.kube.RetentionDuration;
import dev.softdelete.operator.purge.MassPurge;
import dev.softdelete.operator.requester.kind.RequesterLists;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The settings from the environment variables.
 *
 * @param namespace the operator's own namespace, where snapshots are stored
 * @param identity tells the replicas apart. It is the same after a restart, so that the replica
 *     takes up its lease again, unless {@code httpPort} is 0 and the Pod has no name
 * @param httpPort for {@code /healthz}, {@code /readyz} and {@code /metrics}; 0 for any free port
 * @param webhookPort where the webhook answers the API server over TLS
 * @param webhookUrl the URL where the API server reaches that port, instead of the Service
 * @param sweepsPerSecond the maximum number of updates per second in a sweep of existing objects
 * @param pace how many purges are carried out at once, and how long the others wait
 * @param loginTrustedFor how long the groups of a user who asks for a restore are used for it
 * @param stuckAfter how long a worker may take for one item, and how long a watch may take to
 *     reconnect, before the liveness probe fails
 * @param requesters the lists that tell people, tools and controllers apart
 * @param webhookMarks labels and annotations for the webhook configurations
 * @param checkWithin how long the command {@code check} waits for the installation to work
 */
public record Settings(
    String namespace,
    String identity,
    int httpPort,
    int webhookPort,
    Optional<URI> webhookUrl,
    double sweepsPerSecond,
    MassPurge.Pace pace,
    Duration loginTrustedFor,
    Duration stuckAfter,
    RequesterLists requesters,
    ConfigurationMarks webhookMarks,
    Duration checkWithin) {
  /** The shortest allowed time, because watches are checked several times within it. */
  private static final Duration SHORTEST_STUCK = Duration.ofSeconds(1);

  /** As long as an identity provider usually lets a token live. */
  private static final Duration LONGEST_TRUST = Duration.ofHours(1);

  /**
   * Reads the variables that the chart's Deployment sets.
   *
   * @throws IllegalArgumentException when a variable is invalid; the message names it
   */
  public static Settings of(Map<String, String> environment) {
    checkLogLevel(environment);
    int httpPort = port(environment, "HTTP_PORT", 8080);
    int webhookPort = port(environment, "WEBHOOK_PORT", 9443);
    if (httpPort == webhookPort && httpPort != 0) {
      throw new IllegalArgumentException(
          "HTTP_PORT and WEBHOOK_PORT must differ, but both are " + httpPort);
    }
    return new Settings(
        namespace(environment),
        identity(environment, httpPort),
        httpPort,
        webhookPort,
        Optional.ofNullable(environment.get("WEBHOOK_URL"))
            .filter(url -> !url.isBlank())
            .map(Settings::uri),
        positive(environment, "SWEEPS_PER_SECOND", 200),
        new MassPurge.Pace(
            number(environment, "PURGE_AT_ONCE", 100),
            duration(environment, "PURGE_MASS_DELAY", Duration.ofMinutes(15))),
        loginTrustedFor(environment),
        stuckAfter(environment),
        RequesterSettings.of(environment),
        WebhookMarksSettings.of(environment),
        duration(environment, "CHECK_WITHIN", Duration.ofSeconds(30)));
  }

  private static void checkLogLevel(Map<String, String> environment) {
    given(environment, "LOG_LEVEL")
        .filter(level -> !LogConfiguration.LEVELS.contains(level.toUpperCase(Locale.ROOT)))
        .ifPresent(
            level -> {
              throw new IllegalArgumentException(
                  "LOG_LEVEL must be one of %s, but is %s"
                      .formatted(String.join(", ", LogConfiguration.LEVELS), level));
            });
  }

  /** Returns the replica's identity. Two replicas with the same identity would both lead. */
  private static String identity(Map<String, String> environment, int httpPort) {
    return given(environment, "POD_NAME")
        .orElseGet(
            () ->
                given(environment, "HOSTNAME").orElse("local")
                    + "-"
                    + (httpPort == 0 ? UUID.randomUUID() : httpPort));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::trim)
        .filter(value -> !value.isEmpty());
  }

  private static Duration stuckAfter(Map<String, String> environment) {
    Duration given = duration(environment, "STUCK_AFTER", Duration.ofMinutes(10));
    if (given.compareTo(SHORTEST_STUCK) < 0) {
      throw new IllegalArgumentException("STUCK_AFTER must be at least 1s, but is " + given);
    }
    return given;
  }

  private static Duration loginTrustedFor(Map<String, String> environment) {
    Duration given = duration(environment, "RESTORE_LOGIN_TRUSTED_FOR", LONGEST_TRUST);
    if (given.compareTo(Duration.ofSeconds(1)) < 0 || given.compareTo(LONGEST_TRUST) > 0) {
      throw new IllegalArgumentException(
          "RESTORE_LOGIN_TRUSTED_FOR must be between 1s and 1h, but is "
              + environment.get("RESTORE_LOGIN_TRUSTED_FOR"));
    }
    return given;
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
    try {
      URI uri = new URI(text.trim());
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw noUrl(text, e);
    }
    throw noUrl(text, null);
  }

  private static IllegalArgumentException noUrl(String text, Exception why) {
    return new IllegalArgumentException(
        "WEBHOOK_URL must be an https URL with a host, not '" + text + "'", why);
  }

  private static String namespace(Map<String, String> environment) {
    String name = environment.getOrDefault("OPERATOR_NAMESPACE", "soft-delete-system");
    if (!name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "OPERATOR_NAMESPACE must be the name of a namespace, not '" + name + "'");
    }
    return name;
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    int port = number(environment, name, otherwise);
    if (port > 65_535) {
      throw new IllegalArgumentException(name + " must be at most 65535, but is " + port);
    }
    return port;
  }

  private static int positive(Map<String, String> environment, String name, int otherwise) {
    int number = number(environment, name, otherwise);
    if (number == 0) {
      throw new IllegalArgumentException(name + " must be more than 0");
    }
    return number;
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
