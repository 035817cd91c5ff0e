package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;

/** Events on records. */
public final class RecordEvents {
  private final Events events;

  public RecordEvents(ApiServer api, ServerClock clock) {
    this.events = new Events(api, clock);
  }

  public void normal(DeletedResource record, String reason, String message) {
    events.write(new KubeObject(Json.tree(record)), "Normal", reason, message);
  }

  public void warning(DeletedResource record, String reason, String message) {
    events.write(new KubeObject(Json.tree(record)), "Warning", reason, message);
  }
}
