package dev.softdelete.operator.requester.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the annotation of client-side apply, in which anybody can write anything. */
public final class LastApplied {
  private LastApplied() {}

  /** Returns the manifest in the annotation; empty if there is none, or it is not a JSON object. */
  public static Optional<ObjectNode> manifest(KubeObject object) {
    String text = object.annotations().get(ToolMark.LAST_APPLIED);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the manifest in the annotation if it is that of the object which bears it. */
  public static Optional<ObjectNode> own(KubeObject object) {
    return manifest(object).filter(manifest -> names(manifest, object));
  }

  /**
   * Controllers copy objects under the same name into other namespaces. A manifest without a
   * namespace was applied to the namespace of its applier, which it does not tell.
   */
  private static boolean names(JsonNode manifest, KubeObject object) {
    String namespace = manifest.at("/metadata/namespace").asText("");
    return manifest.path("kind").asText().equals(object.kind())
        && group(manifest.path("apiVersion").asText("")).equals(group(object.apiVersion()))
        && manifest.at("/metadata/name").asText().equals(object.name())
        && (namespace.isEmpty() || object.namespace().filter(n -> !n.equals(namespace)).isEmpty());
  }

  private static String group(String apiVersion) {
    return GroupVersion.of(apiVersion).group();
  }
}
