package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Set;

/**
 * The data that a volume stands for. Another user may have created a different volume for the same
 * data since. Then the data belongs to that volume.
 */
final class Storage {
  private static final Set<String> NOT_A_SOURCE =
      Set.of(
          "capacity",
          "accessModes",
          "claimRef",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "mountOptions",
          "volumeMode",
          "nodeAffinity",
          "volumeAttributesClassName");

  private Storage() {}

  /** Whether a live volume of another name stands for the same data. */
  static boolean taken(ApiServer api, Volume by) {
    JsonNode wanted = of(by);
    for (JsonNode item : Json.parse(api.get(Volume.TYPE.path())).path("items")) {
      var other = new Volume(new KubeObject((ObjectNode) item));
      if (!other.name().equals(by.name()) && of(other).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a value that is equal for volumes that stand for the same data. */
  static JsonNode of(Volume volume) {
    JsonNode spec = volume.object().json().path("spec");
    ObjectNode storage = Json.object();
    spec.properties().stream()
        .filter(e -> !NOT_A_SOURCE.contains(e.getKey()))
        .forEach(e -> storage.set(e.getKey(), identity(e.getKey(), e.getValue())));
    if (storage.has("local")) {
      storage.set("nodeAffinity", spec.path("nodeAffinity"));
    }
    return storage;
  }

  private static JsonNode identity(String source, JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      return value;
    }
    ObjectNode identity = object.deepCopy();
    if (source.equals("csi")) {
      return identity.retain(List.of("driver", "volumeHandle"));
    }
    return identity.without(List.of("readOnly", "fsType", "type"));
  }
}
