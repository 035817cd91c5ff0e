package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * The request of an {@code admission.k8s.io/v1} AdmissionReview.
 *
 * @param group the API group of the resource, "" for the core group
 * @param resource the plural name
 * @param name the object's name; empty for a create that generates its name, and for each object of
 *     a collection delete
 * @param options the options of the request: CreateOptions (also for a server-side apply that
 *     creates) or DeleteOptions
 */
public record AdmissionRequest(
    String uid,
    String group,
    String version,
    String resource,
    String kind,
    String operation,
    Optional<String> namespace,
    String name,
    Requester requester,
    Optional<KubeObject> object,
    Optional<KubeObject> oldObject,
    boolean dryRun,
    JsonNode options) {

  /**
   * Reads a review.
   *
   * @throws IllegalArgumentException if the bytes are not an AdmissionReview with a request
   */
  public static AdmissionRequest parse(byte[] review) {
    return of(Json.parse(review).path("request"));
  }

  /**
   * Reads the request of a review. A field of the wrong type counts as missing.
   *
   * @throws IllegalArgumentException if the request has no uid, without which no answer counts
   */
  public static AdmissionRequest of(JsonNode request) {
    if (!request.path("uid").isTextual()) {
      throw new IllegalArgumentException("not an AdmissionReview with a request");
    }
    JsonNode resource = request.path("resource");
    return new AdmissionRequest(
        request.path("uid").asText(),
        resource.path("group").asText(""),
        resource.path("version").asText(),
        resource.path("resource").asText(),
        request.path("kind").path("kind").asText(),
        request.path("operation").asText(),
        namespace(request, resource),
        request.path("name").asText(""),
        ReviewedUser.of(request.path("userInfo")),
        object(request.path("object")),
        object(request.path("oldObject")),
        request.path("dryRun").asBoolean(),
        request.path("options"));
  }

  /** Returns the field manager that the request names. */
  public Optional<String> fieldManager() {
    return Optional.of(options.path("fieldManager").asText("")).filter(name -> !name.isEmpty());
  }

  /** Returns the same request with another object. */
  public AdmissionRequest with(KubeObject other) {
    return new AdmissionRequest(
        uid,
        group,
        version,
        resource,
        kind,
        operation,
        namespace,
        name,
        requester,
        Optional.of(other),
        oldObject,
        dryRun,
        options);
  }

  /**
   * Returns the namespace of the object. It is empty for a Namespace, for which the API server
   * reports the Namespace itself.
   */
  private static Optional<String> namespace(JsonNode request, JsonNode resource) {
    boolean itself =
        ResourceType.isNamespaces(
            resource.path("group").asText(""), resource.path("resource").asText());
    return itself ? Optional.empty() : Optional.ofNullable(request.path("namespace").asText(null));
  }

  private static Optional<KubeObject> object(JsonNode node) {
    return node instanceof ObjectNode object
        ? Optional.of(new KubeObject(object))
        : Optional.empty();
  }
}
