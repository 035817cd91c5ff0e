package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of a PersistentVolumeClaim that concern its volume. */
final class Claims {
  static final ResourceType TYPE =
      ResourceType.of("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);

  private static final List<String> BINDING =
      List.of("pv.kubernetes.io/bind-completed", "pv.kubernetes.io/bound-by-controller");

  /**
   * The names that a volume can have. The API server accepts any text as the volume name in a
   * claim, but a path is built from it here.
   */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  private Claims() {}

  /**
   * Returns the name of the claim's volume. Returns empty for a claim without one, and for any
   * other kind.
   */
  static Optional<String> volumeName(KubeObject object) {
    return object.apiVersion().equals(TYPE.apiVersion()) && object.kind().equals(TYPE.kind())
        ? Optional.of(object.json().at("/spec/volumeName").asText()).filter(NAME.asMatchPredicate())
        : Optional.empty();
  }

  /**
   * Removes the binding annotations. With them, the volume controller regards the claim as bound to
   * a uid that no longer exists.
   */
  static void forgetBinding(ObjectNode manifest) {
    if (manifest.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(BINDING);
    }
  }

  static void forgetVolume(ObjectNode manifest) {
    manifest.withObject("/spec").remove("volumeName");
  }
}
