package dev.softdelete.operator.requester.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
}
