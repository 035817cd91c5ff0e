package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import java.util.Optional;

/** Asks the API server what other users may do. */
public final class SubjectAccess {
  private static final ResourceType REVIEWS =
      ResourceType.of(
          "authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);

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
    ObjectNode review =
        Json.object().put("apiVersion", REVIEWS.apiVersion()).put("kind", REVIEWS.kind());
    ObjectNode spec = review.putObject("spec").put("user", requester.username());
    if (requester.uid() != null) {
      spec.put("uid", requester.uid());
    }
    if (requester.groups() != null) {
      requester.groups().forEach(spec.withArray("/groups")::add);
    }
    if (requester.extra() != null) {
      spec.set("extra", Json.tree(requester.extra()));
    }
    ObjectNode attributes =
        spec.putObject("resourceAttributes")
            .put("verb", verb)
            .put("group", type.group())
            .put("version", type.version())
            .put("resource", type.plural())
            .put("name", name);
    namespace.ifPresent(n -> attributes.put("namespace", n));
    return api.create(REVIEWS.path(), review).json().at("/status/allowed").asBoolean();
  }
}
