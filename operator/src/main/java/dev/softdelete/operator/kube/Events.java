package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events. Events are a convenience: when the API server refuses one, this is logged and not
 * repeated.
 */
public final class Events {
  private static final Logger log = LoggerFactory.getLogger(Events.class);
  private static final ResourceType EVENTS = ResourceType.of("", "v1", "events", "Event", true);
  private static final String OF_THE_CLUSTER = "default";
  private static final int LONGEST_MESSAGE = 1024;

  private final ApiServer api;
  private final ServerClock clock;

  public Events(ApiServer api, ServerClock clock) {
    this.api = api;
    this.clock = clock;
  }

  /**
   * Writes an Event.
   *
   * @param about the metadata of the object that the Event is about
   * @param type Normal or Warning
   */
  public void write(KubeObject about, String type, String reason, String message) {
    String namespace = about.namespace().orElse(OF_THE_CLUSTER);
    String now = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("generateName", "softdelete-").put("namespace", namespace);
    ObjectNode involved =
        event
            .putObject("involvedObject")
            .put("apiVersion", about.apiVersion())
            .put("kind", about.kind())
            .put("name", about.name())
            .put("uid", about.uid());
    about.namespace().ifPresent(n -> involved.put("namespace", n));
    event.put("type", type).put("reason", reason);
    event.put("message", PlainText.of(message, LONGEST_MESSAGE));
    event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
    event.putObject("source").put("component", "soft-delete-operator");
    try {
      api.create(EVENTS.path(Optional.of(namespace)), event);
    } catch (ApiException e) {
      log.debug("event {} on {} was refused: {}", reason, about.name(), e.getMessage());
    }
  }
}
