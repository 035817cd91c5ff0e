package dev.softdelete.e2e.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Live;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that is in a namespace, but for what a controller makes there by itself. */
final class Content {
  private static final Set<String> MADE_ANEW =
      Set.of(
          "events",
          "events.events.k8s.io",
          "endpoints",
          "endpointslices.discovery.k8s.io",
          "leases.coordination.k8s.io",
          "deletedresources.softdelete.dev");

  private Content() {}

  /** By kind and name. */
  static Map<String, JsonNode> of(String namespace) {
    Kubectl kubectl = Cluster.kubectl();
    String kinds =
        kubectl
            .run("api-resources", "--namespaced", "--verbs=list,create", "-o", "name")
            .lines()
            .filter(kind -> !MADE_ANEW.contains(kind))
            .collect(Collectors.joining(","));
    String list = kubectl.run("get", kinds, "-n", namespace, "-o", "json", "--show-managed-fields");
    var content = new TreeMap<String, JsonNode>();
    Live.parse(list)
        .path("items")
        .forEach(
            object -> {
              if (!madeAnew(object)) {
                content.put(key(object), object);
              }
            });
    return content;
  }

  private static String key(JsonNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }

  private static boolean madeAnew(JsonNode object) {
    String key = key(object);
    return key.equals("ConfigMap/kube-root-ca.crt")
        || key.equals("ServiceAccount/default")
        || object.at("/metadata/ownerReferences/0/controller").asBoolean();
  }
}
