package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the CustomResourceDefinitions of the cluster with those of this version, which the build
 * packs beside this class. An upgrade of the chart does not upgrade them, and the API server drops
 * fields that an older definition does not know.
 */
record DefinitionsCheck(ApiServer api) implements Check {
  static final List<String> PLURALS =
      List.of(
          "deletedresourcereviews",
          "deletedresources",
          "namereservations",
          "reservednames",
          "softdeletepolicies");

  private static final String SUBJECT = "CustomResourceDefinitions";
  private static final String APPLY = "Apply them: kubectl apply --server-side -f crds/";
  private static final int NAMED = 3;

  @Override
  public List<Finding> look() {
    var problems = new ArrayList<String>();
    for (String plural : PLURALS) {
      problem(plural, live(plural)).ifPresent(problems::add);
    }
    return List.of(
        problems.isEmpty()
            ? Finding.works(SUBJECT, PLURALS.size() + " are served, in the form of this version.")
            : Finding.fails(SUBJECT, String.join("; ", problems) + ". " + APPLY));
  }

  static Optional<String> problem(String plural, Optional<JsonNode> live) {
    String name = plural + "." + ResourceType.POLICIES.group();
    if (live.isEmpty()) {
      return Optional.of(name + " does not exist");
    }
    if (!established(live.get())) {
      return Optional.of(name + " is not served");
    }
    List<String> missing = DefinitionDifference.missing(packed(plural), live.get());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s is of an older version and lacks %s%s"
                .formatted(
                    name,
                    String.join(", ", missing.subList(0, Math.min(NAMED, missing.size()))),
                    missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : ""));
  }

  private Optional<JsonNode> live(String plural) {
    return api.find(
            ResourceType.CUSTOM_RESOURCE_DEFINITIONS.path(
                Optional.empty(), plural + "." + ResourceType.POLICIES.group()))
        .map(Json::parse);
  }

  private static boolean established(JsonNode definition) {
    return !definition.path("metadata").has("deletionTimestamp")
        && definition
            .at("/status/conditions")
            .valueStream()
            .anyMatch(
                c ->
                    c.path("type").asText().equals("Established")
                        && c.path("status").asText().equals("True"));
  }

  /** Returns the definition of this version. */
  static JsonNode packed(String plural) {
    String file = "crds/%s_%s.yaml".formatted(ResourceType.POLICIES.group(), plural);
    try (InputStream in =
        Objects.requireNonNull(DefinitionsCheck.class.getResourceAsStream(file), file)) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return SUBJECT;
  }
}
