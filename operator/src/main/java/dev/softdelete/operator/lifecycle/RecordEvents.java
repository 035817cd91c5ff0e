package dev.softdelete.operator.lifecycle;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;

/** Events on records. */
final class RecordEvents {
  private final Events events;

  RecordEvents(ApiServer api, ServerClock clock) {
    this.events = new Events(api, clock);
  }

  void normal(DeletedResource record, String reason, String message) {
    events.write(new KubeObject(Json.tree(record)), "Normal", reason, message);
  }

  void warning(DeletedResource record, String reason, String message) {
    events.write(new KubeObject(Json.tree(record)), "Warning", reason, message);
  }
}
