package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any object of the cluster as JSON. The accessors read {@code metadata}. */
public record KubeObject(ObjectNode json) {
  private static final List<String> GIVEN_BY_API_SERVER =
      List.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink",
          "managedFields");

  public static KubeObject parse(byte[] bytes) {
    return new KubeObject(Json.parse(bytes));
  }

  /**
   * Returns a copy with the API version and the kind of the type. The items of a list lack them,
   * and a metadata-only response has others.
   */
  public KubeObject ofType(ResourceType type) {
    ObjectNode typed = json.deepCopy();
    return new KubeObject(typed.put("apiVersion", type.apiVersion()).put("kind", type.kind()));
  }

  public String apiVersion() {
    return json.path("apiVersion").asText();
  }

  public String kind() {
    return json.path("kind").asText();
  }

  public String name() {
    return text("name");
  }

  /** Returns the namespace; empty for a cluster-scoped object. */
  public Optional<String> namespace() {
    return optional("namespace");
  }

  public String uid() {
    return text("uid");
  }

  public String resourceVersion() {
    return text("resourceVersion");
  }

  public List<String> finalizers() {
    var finalizers = new ArrayList<String>();
    metadata().path("finalizers").forEach(f -> finalizers.add(f.asText()));
    return finalizers;
  }

  /** Whether one of our finalizers holds the object. */
  public boolean retained() {
    return finalizers().stream().anyMatch(OurFinalizers::include);
  }

  public boolean deleting() {
    return metadata().hasNonNull("deletionTimestamp");
  }

  /**
   * Returns when the delete was requested. The {@code deletionTimestamp} is later by the grace
   * period.
   *
   * @throws IllegalStateException when the object is not being deleted
   */
  public Instant deletionTime() {
    var timestamp = optional("deletionTimestamp").orElseThrow(IllegalStateException::new);
    return Instant.parse(timestamp)
        .minusSeconds(metadata().path("deletionGracePeriodSeconds").asLong(0));
  }

  public Instant creationTime() {
    return Instant.parse(text("creationTimestamp"));
  }

  public Map<String, String> labels() {
    return strings("labels");
  }

  public Map<String, String> annotations() {
    return strings("annotations");
  }

  public List<OwnerReference> owners() {
    var owners = new ArrayList<OwnerReference>();
    metadata()
        .path("ownerReferences")
        .forEach(
            o ->
                owners.add(
                    new OwnerReference(
                        o.path("apiVersion").asText(),
                        o.path("kind").asText(),
                        o.path("name").asText(),
                        o.path("uid").asText(),
                        o.path("controller").asBoolean())));
    return owners;
  }

  /**
   * Returns a copy for a new create, without the fields that the API server sets for each object.
   */
  public ObjectNode toCreate() {
    ObjectNode copy = json.deepCopy();
    copy.withObject("/metadata").remove(GIVEN_BY_API_SERVER);
    return copy;
  }

  public JsonNode metadata() {
    return json.path("metadata");
  }

  private Map<String, String> strings(String field) {
    var strings = new LinkedHashMap<String, String>();
    metadata()
        .path(field)
        .properties()
        .forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }

  private String text(String field) {
    return metadata().path(field).asText();
  }

  private Optional<String> optional(String field) {
    return Optional.ofNullable(metadata().path(field).asText(null));
  }
}
