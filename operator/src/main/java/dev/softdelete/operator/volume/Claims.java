package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What matters here of a PersistentVolumeClaim. */
final class Claims {
  static final ResourceType TYPE =
      ResourceType.of("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);

  private static final List<String> BINDING =
      List.of("pv.kubernetes.io/bind-completed", "pv.kubernetes.io/bound-by-controller");

  /** The API server takes any text for a volume's name in a claim; a path is made of it here. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  private Claims() {}

  /** The name of its volume; empty for a claim without one, and for any other kind. */
  static Optional<String> volumeName(KubeObject object) {
    return object.apiVersion().equals(TYPE.apiVersion()) && object.kind().equals(TYPE.kind())
        ? Optional.of(object.json().at("/spec/volumeName").asText()).filter(NAME.asMatchPredicate())
        : Optional.empty();
  }

  /** The volume controller takes a claim with these for bound to a uid that is no more. */
  static void forgetBinding(ObjectNode manifest) {
    if (manifest.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(BINDING);
    }
  }

  static void forgetVolume(ObjectNode manifest) {
    manifest.withObject("/spec").remove("volumeName");
  }
}
