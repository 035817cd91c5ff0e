package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import java.util.Optional;

/** Asks the API server what other users may do. */
public final class SubjectAccess {
  private static final ResourceType REVIEWS =
      ResourceType.of(
          "authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);

  private static final ResourceType OWN_REVIEWS =
      ResourceType.of(
          "authorization.k8s.io",
          "v1",
          "selfsubjectaccessreviews",
          "SelfSubjectAccessReview",
          false);

  private final ApiServer api;

  public SubjectAccess(ApiServer api) {
    this.api = api;
  }

  public boolean allowed(
      Requester requester,
      String verb,
      ResourceType type,
      Optional<String> namespace,
      String name) {
    ObjectNode spec = Json.object().put("user", requester.username());
    if (requester.uid() != null) {
      spec.put("uid", requester.uid());
    }
    if (requester.groups() != null) {
      requester.groups().forEach(spec.withArray("/groups")::add);
    }
    if (requester.extra() != null) {
      spec.set("extra", Json.tree(requester.extra()));
    }
    attributes(spec, verb, type, namespace).put("name", name);
    return allowed(REVIEWS, spec);
  }

  /**
   * Whether the operator itself may do this to any object of the type.
   *
   * @param namespace the namespace; empty for all namespaces
   */
  public boolean weMay(String verb, ResourceType type, Optional<String> namespace) {
    ObjectNode spec = Json.object();
    attributes(spec, verb, type, namespace);
    return allowed(OWN_REVIEWS, spec);
  }

  private static ObjectNode attributes(
      ObjectNode spec, String verb, ResourceType type, Optional<String> namespace) {
    ObjectNode attributes =
        spec.putObject("resourceAttributes")
            .put("verb", verb)
            .put("group", type.group())
            .put("version", type.version())
            .put("resource", type.plural());
    namespace.ifPresent(n -> attributes.put("namespace", n));
    return attributes;
  }

  private boolean allowed(ResourceType reviews, ObjectNode spec) {
    ObjectNode review =
        Json.object().put("apiVersion", reviews.apiVersion()).put("kind", reviews.kind());
    review.set("spec", spec);
    return api.create(reviews.path(), review).json().at("/status/allowed").asBoolean();
  }
}
