package dev.softdelete.operator.lifecycle;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events on records. A convenience: what cannot be written is logged and forgotten. */
final class RecordEvents {
  private static final Logger log = LoggerFactory.getLogger(RecordEvents.class);
  private static final ResourceType EVENTS = ResourceType.of("", "v1", "events", "Event", true);

  private final ApiServer api;
  private final ServerClock clock;

  RecordEvents(ApiServer api, ServerClock clock) {
    this.api = api;
    this.clock = clock;
  }

  void normal(DeletedResource record, String reason, String message) {
    write(record, "Normal", reason, message);
  }

  void warning(DeletedResource record, String reason, String message) {
    write(record, "Warning", reason, message);
  }

  private void write(DeletedResource record, String type, String reason, String message) {
    var metadata = record.getMetadata();
    String now = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var event = Json.object().put("apiVersion", "v1").put("kind", "Event");
    event
        .putObject("metadata")
        .put("generateName", "softdelete-")
        .put("namespace", metadata.getNamespace());
    event
        .putObject("involvedObject")
        .put("apiVersion", record.getApiVersion())
        .put("kind", record.getKind())
        .put("namespace", metadata.getNamespace())
        .put("name", metadata.getName())
        .put("uid", metadata.getUid());
    event.put("type", type).put("reason", reason);
    event.put("message", message.substring(0, Math.min(message.length(), 1024)));
    event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
    event.putObject("source").put("component", "soft-delete-operator");
    try {
      api.create(EVENTS.path(Optional.of(metadata.getNamespace())), event);
    } catch (ApiException e) {
      log.debug("event {} on {} was refused: {}", reason, metadata.getName(), e.getMessage());
    }
  }
}
