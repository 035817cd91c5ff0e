package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The CustomResourceDefinitions of kinds, each read from the API server when it is asked for. */
public final class LiveDefinitions {
  private final ApiServer api;

  public LiveDefinitions(ApiServer api) {
    this.api = api;
  }

  /** Whether a CustomResourceDefinition defines the kind. */
  boolean custom(ResourceType type) {
    return of(type).isPresent();
  }

  /**
   * Whether a webhook converts the objects of the kind between versions. Such a webhook may change
   * labels and annotations whenever the API server reads or writes an object, without any
   * admission.
   */
  boolean converted(ResourceType type) {
    return of(type)
        .filter(d -> d.at("/spec/conversion/strategy").asText().equals("Webhook"))
        .isPresent();
  }

  /** Returns the fields of a custom kind that never change by its definition, as JSON Pointers. */
  public List<String> immutable(ResourceType type) {
    return of(type).map(d -> ImmutableByRule.of(d, type.version())).orElse(List.of());
  }

  /** Reads the definition of the kind now. The group of a definition has a dot. */
  Optional<ObjectNode> of(ResourceType type) {
    return type.group().contains(".")
        ? api.find(
                ResourceType.CUSTOM_RESOURCE_DEFINITIONS.path(
                    Optional.empty(), type.groupResource()))
            .map(Json::parse)
        : Optional.empty();
  }
}
