package dev.softdelete.operator.requester.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * A create or an update, as an admission review shows it. The User-Agent is not part of a review.
 *
 * @param fieldManager the field manager of the request, if it is known
 */
public record Creation(Requester user, KubeObject object, Optional<String> fieldManager) {

  /**
   * Returns the create or update of a review. The field manager is the one that the request names,
   * or else the first part of its User-Agent. The API server has written it into the object, beside
   * those that the client has sent: an exported manifest may bear the managers of the object that
   * it was. The API server sorts updates to the end, by their time, so that the present request is
   * the last entry. A server-side apply sorts before them, but always names its field manager.
   *
   * @param named the field manager that the request names
   */
  public static Creation of(Requester user, KubeObject object, Optional<String> named) {
    return new Creation(
        user, object, named.or(() -> last(object.metadata().path("managedFields"))));
  }

  private static Optional<String> last(JsonNode entries) {
    return Optional.of(entries.path(entries.size() - 1).path("manager").asText(""))
        .filter(manager -> !manager.isEmpty());
  }
}
