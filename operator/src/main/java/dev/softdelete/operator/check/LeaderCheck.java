package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.leadership.LeaderLease;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Checks that a replica leads: only the leader captures, restores and purges. */
record LeaderCheck(ApiServer api, String namespace, ServerClock clock) implements Check {
  private static final String SUBJECT = "Leader";
  private static final String WHERE = "See the Pods and their logs: kubectl get pods -n ";

  @Override
  public List<Finding> look() {
    Optional<JsonNode> lease = api.find(LeaderLease.path(namespace)).map(Json::parse);
    return List.of(finding(lease, clock.now(), namespace));
  }

  /**
   * Returns whether the lease is held and was renewed in time.
   *
   * @param now the time of the API server, exact to about a second
   */
  static Finding finding(Optional<JsonNode> lease, Instant now, String namespace) {
    String holder = lease.map(l -> l.at("/spec/holderIdentity").asText()).orElse("");
    if (holder.isEmpty()) {
      return Finding.fails(
          SUBJECT,
          "no replica leads: nothing is captured, restored or purged, and deleted objects wait. "
              + WHERE
              + namespace);
    }
    if (holder.equals("release")) {
      return Finding.fails(
          SUBJECT,
          "the release before an uninstall keeps the replicas away. Install again, or wait.");
    }
    JsonNode spec = lease.orElseThrow().path("spec");
    Optional<Instant> renewed = time(spec.path("renewTime").asText());
    Duration age = renewed.map(r -> Duration.between(r, now)).orElse(Duration.ofDays(1));
    long allowed = spec.path("leaseDurationSeconds").asLong(0);
    return age.toSeconds() > allowed
        ? Finding.fails(
            SUBJECT,
            "%s has not renewed its lease since %s, and no other replica leads. %s%s"
                .formatted(holder, renewed.map(Instant::toString).orElse("ever"), WHERE, namespace))
        : Finding.works(
            SUBJECT,
            "%s leads; its lease was renewed %d s ago."
                .formatted(holder, Math.max(0, age.toSeconds())));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return SUBJECT;
  }
}
