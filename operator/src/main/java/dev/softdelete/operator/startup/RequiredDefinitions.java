package dev.softdelete.operator.startup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the definitions of our own kinds, without which nothing works. */
public final class RequiredDefinitions {
  public static final String INSTALL = "kubectl apply --server-side -f crds/";

  private static final List<ResourceType> NEEDED =
      List.of(
          ResourceType.POLICIES, ResourceType.DELETED_RESOURCES, ResourceType.NAME_RESERVATIONS);

  private RequiredDefinitions() {}

  /** Checks that the API server serves them all. */
  public static void check(ApiServer api) {
    ResourceType any = NEEDED.getFirst();
    Set<String> served = new HashSet<>();
    api.find("/apis/" + any.group() + "/" + any.version())
        .ifPresent(
            found -> {
              for (JsonNode resource : Json.parse(found).path("resources")) {
                served.add(resource.path("name").asText());
              }
            });
    check(served);
  }

  static void check(Set<String> served) {
    List<String> missing =
        NEEDED.stream()
            .filter(type -> !served.contains(type.plural()))
            .map(ResourceType::groupResource)
            .toList();
    if (!missing.isEmpty()) {
      throw new CannotRunException(
          "The cluster lacks the CustomResourceDefinition(s) %s. Install them: %s"
              .formatted(String.join(", ", missing), INSTALL));
    }
  }
}
