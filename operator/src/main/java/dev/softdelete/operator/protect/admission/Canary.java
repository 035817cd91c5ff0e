package dev.softdelete.operator.protect.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** Finds out what the API server would do, by the dry run of a create. */
record Canary(ApiServer api, String namespace) {

  /** Whether a ConfigMap with that name would bear the finalizer. */
  boolean protectedAs(String name) {
    ObjectNode configMap = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    configMap.putObject("metadata").put("name", name);
    String path = ResourceType.CONFIG_MAPS.path(Optional.of(namespace));
    return api.create(path + "?dryRun=All", configMap).retained();
  }
}
