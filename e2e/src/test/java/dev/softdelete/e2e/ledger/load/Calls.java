package dev.softdelete.e2e.ledger.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Map;
import java.util.Optional;

/** Makes requests of wishes that are about the objects themselves. */
final class Calls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ON_RECREATE = "softdelete.dev/on-recreate";

  private Calls() {}

  /**
   * Makes it out.
   *
   * @param live what has the name now, as far as the watch knows
   * @return empty when there is nothing that it could be about
   */
  static Optional<Call> of(Wish wish, Optional<Version> live) {
    Place place = wish.place();
    return switch (wish.form()) {
      case CREATE -> Optional.of(create(wish, Map.of()));
      case CREATE_SHORT_LIVED ->
          Optional.of(create(wish, Map.of("softdelete.dev/retention", "3s")));
      case CREATE_ON_RECREATE_RESTORE -> Optional.of(create(wish, Map.of(ON_RECREATE, "Restore")));
      case CREATE_ON_RECREATE_ALLOW -> Optional.of(create(wish, Map.of(ON_RECREATE, "Allow")));
      case CREATE_RESTORE -> Optional.of(create(wish, Map.of("softdelete.dev/restore", "true")));
      case APPLY_SERVER_SIDE ->
          Optional.of(
              new Call(
                  "PATCH",
                  place.path() + "?fieldManager=" + wish.field() + "&force=true",
                  Call.APPLY,
                  Manifest.of(wish, Map.of()).toString()));
      case APPLY_CLIENT_SIDE -> Optional.of(applyClientSide(wish, live));
      case UPDATE -> live.map(v -> update(wish, v));
      case PATCH -> Optional.of(merge(place.path(), Manifest.change(wish)));
      case WRITE_STATUS ->
          place.kind() == Kind.Gadget ? Optional.of(status(wish)) : Optional.empty();
      case SET_BYPASS -> Optional.of(merge(place.path(), bypass(wish)));
      case DELETE -> Optional.of(delete(place.path(), "Background"));
      case DELETE_FOREGROUND -> Optional.of(delete(place.path(), "Foreground"));
      case DELETE_ORPHAN -> Optional.of(delete(place.path(), "Orphan"));
      case DELETE_COLLECTION ->
          Optional.of(
              delete(
                  place.collection() + "?labelSelector=ledger%3D" + Manifest.worker(wish),
                  "Background"));
      default -> Optional.empty();
    };
  }

  private static Call create(Wish wish, Map<String, String> annotations) {
    return new Call(
        "POST",
        wish.place().collection() + "?fieldManager=" + wish.field(),
        Call.JSON,
        Manifest.of(wish, annotations).toString());
  }

  /** As kubectl does: what it applies is in an annotation, and it patches what is there. */
  private static Call applyClientSide(Wish wish, Optional<Version> live) {
    ObjectNode manifest = Manifest.of(wish, Map.of());
    String applied = manifest.toString();
    manifest.withObject("/metadata/annotations").put(Manifest.LAST_APPLIED, applied);
    String query = "?fieldManager=kubectl-client-side-apply";
    return live.isPresent()
        ? new Call("PATCH", wish.place().path() + query, Call.MERGE, manifest.toString())
        : new Call("POST", wish.place().collection() + query, Call.JSON, manifest.toString());
  }

  /** Of what was read, with its resourceVersion. */
  private static Call update(Wish wish, Version live) {
    ObjectNode object = live.json().deepCopy();
    ObjectNode metadata = object.withObject("/metadata");
    metadata.put("resourceVersion", Long.toString(live.revision()));
    metadata.remove("managedFields");
    return new Call("PUT", wish.place().path(), Call.JSON, Manifest.write(object, wish).toString());
  }

  private static Call status(Wish wish) {
    ObjectNode patch = JSON.createObjectNode();
    patch.putObject("status").put("seen", wish.stamp());
    return new Call("PATCH", wish.place().path() + "/status", Call.MERGE, patch.toString());
  }

  private static JsonNode bypass(Wish wish) {
    ObjectNode change = Manifest.change(wish);
    change.withObject("/metadata/annotations").put("softdelete.dev/bypass", "true");
    return change;
  }

  static Call merge(String path, JsonNode patch) {
    return new Call("PATCH", path, Call.MERGE, patch.toString());
  }

  static Call delete(String path, String propagation) {
    ObjectNode options = JSON.createObjectNode().put("propagationPolicy", propagation);
    options.put("apiVersion", "v1").put("kind", "DeleteOptions");
    return new Call("DELETE", path, Call.JSON, options.toString());
  }
}
