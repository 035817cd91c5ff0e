package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;

/**
 * The event about an object that was deleted without a record. If its namespace is being deleted,
 * the event is about the namespace, because a new one in it would be refused.
 */
public final class UnrecordedEvent {
  private final Events events;

  public UnrecordedEvent(Events events) {
    this.events = events;
  }

  public void write(ObjectKey key, CaptureOutcome.Unrecorded outcome) {
    events.write(gone(key), "Warning", UnrecordableDecision.REASON, outcome.why());
  }

  /** Returns what is known of an object that is gone. */
  private static KubeObject gone(ObjectKey key) {
    ObjectNode json = Json.object();
    ObjectNode metadata = json.putObject("metadata").put("name", key.name());
    key.namespace().ifPresent(n -> metadata.put("namespace", n));
    return new KubeObject(json).ofType(key.type());
  }
}
