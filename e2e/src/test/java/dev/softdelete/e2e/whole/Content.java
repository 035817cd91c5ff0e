package dev.softdelete.e2e.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.restore.Live;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All objects of a namespace, except those that a controller creates there by itself. */
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

  /** Returns the objects by kind and name. */
  static Map<String, JsonNode> of(String namespace) {
    return of(
        namespace,
        Cluster.kubectl()
            .run("api-resources", "--namespaced", "--verbs=list,create", "-o", "name")
            .lines()
            .filter(kind -> !MADE_ANEW.contains(kind))
            .toList());
  }

  /** Returns the objects of the given kinds. */
  static Map<String, JsonNode> of(String namespace, List<String> kinds) {
    var content = new TreeMap<String, JsonNode>();
    Live.parse(
            Cluster.kubectl()
                .run(
                    "get",
                    String.join(",", kinds),
                    "-n",
                    namespace,
                    "-o",
                    "json",
                    "--show-managed-fields"))
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
