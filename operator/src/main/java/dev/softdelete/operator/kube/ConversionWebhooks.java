package dev.softdelete.operator.kube;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The kinds whose objects a webhook converts between versions. Such a webhook may change labels and
 * annotations whenever the API server reads or writes an object, without any admission.
 */
public final class ConversionWebhooks implements Predicate<ResourceType> {
  private final ApiServer api;

  public ConversionWebhooks(ApiServer api) {
    this.api = api;
  }

  /** Reads the definition of the kind now. The group of a definition has a dot. */
  @Override
  public boolean test(ResourceType type) {
    return type.group().contains(".")
        && api.find(
                ResourceType.CUSTOM_RESOURCE_DEFINITIONS.path(
                    Optional.empty(), type.groupResource()))
            .map(Json::parse)
            .filter(d -> d.at("/spec/conversion/strategy").asText().equals("Webhook"))
            .isPresent();
  }
}
