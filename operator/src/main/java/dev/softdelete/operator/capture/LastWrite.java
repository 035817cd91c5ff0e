package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Optional;

/**
 * Finds a write that was accepted between the capture of an object and its release. The API server
 * decides that an update removes the last finalizer, and then deletes the object in a second step
 * that does not check the version. A write in between is answered with success, and only the answer
 * to the release contains it.
 */
final class LastWrite {
  /** The fields that the release itself changes. */
  private static final List<String> OF_THE_RELEASE =
      List.of("resourceVersion", "finalizers", "managedFields");

  private LastWrite() {}

  /**
   * Returns the object as it was last written, with the finalizers that it had when it was
   * captured; empty if nobody wrote it since.
   *
   * @param captured the object as it was captured
   * @param released the object in the answer to the release
   */
  static Optional<KubeObject> of(KubeObject captured, KubeObject released) {
    if (!released.uid().equals(captured.uid())
        || comparable(captured).equals(comparable(released))) {
      return Optional.empty();
    }
    ObjectNode last = released.json().deepCopy();
    JsonNode finalizers = captured.metadata().path("finalizers");
    last.withObject("/metadata").set("finalizers", finalizers.deepCopy());
    return Optional.of(new KubeObject(last));
  }

  private static ObjectNode comparable(KubeObject object) {
    ObjectNode copy = object.json().deepCopy();
    copy.withObject("/metadata").remove(OF_THE_RELEASE);
    return copy;
  }
}
