package dev.softdelete.operator.requester.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A create, as an admission review shows it. The User-Agent is not part of a review.
 *
 * @param fieldManager the field manager of the create, if it is known
 */
public record Creation(Requester user, KubeObject object, Optional<String> fieldManager) {

  /**
   * Returns the create of a review. The API server has written the field manager into the object:
   * the one that the request names, or else the first part of its User-Agent. If the object has no
   * fields that a manager can own, only the options of the request name one.
   */
  public static Creation of(Requester user, KubeObject object, JsonNode options) {
    Optional<String> tracked =
        StreamSupport.stream(object.metadata().path("managedFields").spliterator(), false)
            .map(entry -> entry.path("manager").asText(""))
            .filter(manager -> !manager.isEmpty())
            .findFirst();
    return new Creation(
        user,
        object,
        tracked.or(
            () ->
                Optional.of(options.path("fieldManager").asText(""))
                    .filter(manager -> !manager.isEmpty())));
  }
}
