package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.OwnerReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps the owner references in field ownership to their current uids. Field ownership names an
 * owner reference by its uid, and a restore changes the uid.
 *
 * @param uidNow the current uid of each owner that is still referenced, by its former uid
 */
record OwnerKeys(Map<String, String> uidNow) {

  static OwnerKeys between(List<OwnerReference> before, List<OwnerReference> now) {
    var uidNow = new HashMap<String, String>();
    for (OwnerReference owner : before) {
      now.stream()
          .filter(o -> o.group().equals(owner.group()))
          .filter(o -> o.kind().equals(owner.kind()) && o.name().equals(owner.name()))
          .findFirst()
          .ifPresent(o -> uidNow.put(key(owner), key(o)));
    }
    return new OwnerKeys(uidNow);
  }

  /**
   * Returns the entry of {@code managedFields} with current uids, without the owners that are gone.
   */
  ObjectNode renamedIn(ObjectNode entry) {
    if (!(entry.at("/fieldsV1/f:metadata/f:ownerReferences") instanceof ObjectNode owners)) {
      return entry;
    }
    ObjectNode renamed = Json.object();
    owners
        .properties()
        .forEach(
            e -> {
              String name = e.getKey().startsWith("k:") ? uidNow.get(e.getKey()) : e.getKey();
              if (name != null) {
                renamed.set(name, e.getValue());
              }
            });
    ObjectNode metadata = entry.withObject("/fieldsV1/f:metadata");
    if (uidNow.isEmpty()) {
      metadata.remove("f:ownerReferences");
    } else {
      metadata.set("f:ownerReferences", renamed);
    }
    if (metadata.isEmpty()) {
      entry.withObject("/fieldsV1").remove("f:metadata");
    }
    return entry;
  }

  private static String key(OwnerReference owner) {
    return "k:" + Json.object().put("uid", owner.uid());
  }
}
