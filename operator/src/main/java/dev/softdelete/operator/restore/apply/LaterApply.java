package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.FieldTime;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.ToolMark;
import java.util.Objects;

/**
 * Whether an applier has applied another manifest since the create. The earlier manifest must not
 * undo that later apply. Other writes of the same client are not applies, and they replace nothing
 * of this manifest.
 */
final class LaterApply {
  private LaterApply() {}

  /**
   * Whether there is one.
   *
   * @param live the live object, before any write of ours
   */
  static boolean than(PendingApply pending, KubeObject snapshot, KubeObject live) {
    return pending.serverSide()
        ? appliedSince(pending, live)
        : !Objects.equals(lastApplied(snapshot), lastApplied(live));
  }

  /**
   * Whether the applier has an apply entry that is later than the creation of the object. The entry
   * of the create itself does not count: the API server takes its time shortly before the creation
   * time of the object.
   */
  private static boolean appliedSince(PendingApply pending, KubeObject live) {
    for (JsonNode entry : live.metadata().path("managedFields")) {
      if (entry.path("manager").asText().equals(pending.manager())
          && entry.path("operation").asText().equals("Apply")
          && !entry.has("subresource")
          && FieldTime.of(entry.path("time").asText())
              .filter(at -> at.isAfter(live.creationTime()))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static String lastApplied(KubeObject object) {
    return object.annotations().get(ToolMark.LAST_APPLIED);
  }
}
