package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Finds the exact object of a record, while the API server still has it. */
public final class LiveObject {
  /** An object without its payload, and the place in which it was found. */
  public record Found(ObjectKey key, KubeObject object) {}

  private final ApiServer api;
  private final Discovery discovery;

  public LiveObject(ApiServer api, Discovery discovery) {
    this.api = api;
    this.discovery = discovery;
  }

  public Optional<Found> find(ResourceIdentity deleted) {
    Optional<ResourceType> type = discovery.served(deleted.apiVersion(), deleted.resource());
    if (type.isEmpty()) {
      return Optional.empty();
    }
    var key = new ObjectKey(type.get(), Optional.ofNullable(deleted.namespace()), deleted.name());
    return api.findMetadata(key.path())
        .filter(live -> live.uid().equals(deleted.uid()))
        .map(live -> new Found(key, live));
  }

  /** Returns the identity of the deleted object from the JSON of a record. */
  public static ResourceIdentity identity(JsonNode record) {
    JsonNode resource = record.at("/spec/resource");
    return new ResourceIdentity(
        resource.path("apiVersion").asText(),
        resource.path("kind").asText(),
        resource.path("resource").asText(),
        resource.path("namespace").asText(null),
        resource.path("namespaceUid").asText(null),
        resource.path("name").asText(),
        resource.path("uid").asText(),
        resource.path("resourceVersion").asText(null));
  }
}
