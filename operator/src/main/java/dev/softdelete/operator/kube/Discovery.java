package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads which resources the API server serves now. Aggregated discovery needs two requests for all
 * of them.
 */
public final class Discovery {
  private static final String ACCEPT =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private record Seen(ResourceType type, long at) {}

  private final ApiServer api;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  public Discovery(ApiServer api) {
    this.api = api;
  }

  /** Returns every resource once, in the version that its group prefers. */
  public List<ResourceType> resources() {
    var found = new ArrayList<ResourceType>();
    for (String root : List.of("/api", "/apis")) {
      for (JsonNode group : Json.parse(api.get(root, ACCEPT)).path("items")) {
        found.addAll(preferred(group));
      }
    }
    return found;
  }

  /**
   * Returns the resource of this group and plural in exactly this version, if it is served. An
   * answer is reused for one second. If the resource is no longer served, the next request answers
   * 404, which can happen anyway.
   */
  public Optional<ResourceType> served(String apiVersion, String plural) {
    Seen last = seen.get(apiVersion + "/" + plural);
    if (last != null && System.nanoTime() - last.at() < REMEMBERED.toNanos()) {
      return Optional.of(last.type());
    }
    Optional<ResourceType> now = look(apiVersion, plural);
    now.ifPresent(type -> seen.put(apiVersion + "/" + plural, new Seen(type, System.nanoTime())));
    return now;
  }

  /** Returns the versions of the group that serve the resource now, in the order of preference. */
  public List<String> versions(String group, String plural) {
    if (group.isEmpty()) {
      return look("v1", plural).stream().map(ResourceType::version).toList();
    }
    var versions = new ArrayList<String>();
    api.find("/apis/" + group)
        .ifPresent(
            bytes -> {
              for (JsonNode v : Json.parse(bytes).path("versions")) {
                look(v.path("groupVersion").asText(), plural)
                    .ifPresent(type -> versions.add(type.version()));
              }
            });
    return versions;
  }

  private Optional<ResourceType> look(String apiVersion, String plural) {
    GroupVersion wanted = GroupVersion.of(apiVersion);
    String root = (wanted.group().isEmpty() ? "/api/" : "/apis/") + apiVersion;
    return api.find(root)
        .map(Json::parse)
        .flatMap(
            list -> {
              for (JsonNode r : list.path("resources")) {
                if (r.path("name").asText().equals(plural)) {
                  return Optional.of(
                      ResourceType.of(
                          wanted.group(),
                          wanted.version(),
                          plural,
                          r.path("kind").asText(),
                          r.path("namespaced").asBoolean()));
                }
              }
              return Optional.empty();
            });
  }

  static List<ResourceType> preferred(JsonNode group) {
    String name = group.path("metadata").path("name").asText("");
    Map<String, ResourceType> byPlural = new HashMap<>();
    // Versions are in the order of preference, so the first one that serves a resource is used.
    for (JsonNode version : group.path("versions")) {
      for (JsonNode r : version.path("resources")) {
        var type =
            new ResourceType(
                name,
                version.path("version").asText(),
                r.path("resource").asText(),
                r.path("responseKind").path("kind").asText(),
                r.path("scope").asText().equals("Namespaced"),
                texts(r.path("verbs"), null),
                texts(r.path("subresources"), "subresource"));
        byPlural.putIfAbsent(type.plural(), type);
      }
    }
    return List.copyOf(byPlural.values());
  }

  private static Set<String> texts(JsonNode array, String field) {
    var texts = new HashSet<String>();
    array.forEach(n -> texts.add(field == null ? n.asText() : n.path(field).asText()));
    return Set.copyOf(texts);
  }
}
