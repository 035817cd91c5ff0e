package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.requester.kind.SystemRequesters;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our annotations on what a controller creates. Operators copy the annotations of a parent to its
 * children, so they are nobody's request there, and are taken off.
 */
final class CopiedAnnotations {
  private static final List<String> NAMES =
      List.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.ON_RECREATE_ANNOTATION,
          SoftDelete.BYPASS_ANNOTATION,
          RestoreMark.ANNOTATION);

  /** The annotations that matter even if nothing of that name is deleted. */
  private static final List<String> ALWAYS =
      List.of(SoftDelete.RESTORE_ANNOTATION, SoftDelete.BYPASS_ANNOTATION);

  private static final String NOTHING_RESTORED =
      SoftDelete.RESTORE_ANNOTATION
          + " was taken off: requests of controllers restore nothing; if this ServiceAccount stands"
          + " for people, list it under requesters.people";

  private CopiedAnnotations() {}

  /** Whether the object bears an annotation that matters even if nothing is deleted. */
  static boolean matter(KubeObject object) {
    return ALWAYS.stream().anyMatch(object.annotations()::containsKey);
  }

  /** Returns the object without the annotations. Its payload may be too deep to be copied. */
  static KubeObject without(KubeObject object) {
    if (NAMES.stream().noneMatch(object.annotations()::containsKey)) {
      return object;
    }
    ObjectNode metadata = members(object.metadata());
    ObjectNode annotations = members(metadata.path("annotations"));
    annotations.remove(NAMES);
    if (annotations.isEmpty()) {
      metadata.remove("annotations");
    } else {
      metadata.set("annotations", annotations);
    }
    ObjectNode copy = members(object.json());
    copy.set("metadata", metadata);
    return new KubeObject(copy);
  }

  private static ObjectNode members(JsonNode object) {
    ObjectNode copy = Json.object();
    object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
    return copy;
  }

  /**
   * Returns the response that also takes the annotations off. A response that replaces the object
   * has already left them out. A client that asked for a restore, and gets an ordinary object, is
   * told so.
   */
  static AdmissionResponse takenOff(
      KubeObject sent, AdmissionResponse response, Requester requester) {
    AdmissionResponse off = takenOff(sent, response, NAMES);
    boolean asked =
        sent.annotations().containsKey(SoftDelete.RESTORE_ANNOTATION)
            && requester.username().startsWith(SystemRequesters.SERVICE_ACCOUNT);
    return asked
            && response instanceof AdmissionResponse.Allowed
            && off instanceof AdmissionResponse.Patched patched
        ? new AdmissionResponse.Patched(
            patched.patch(),
            Stream.concat(patched.warnings().stream(), Stream.of(NOTHING_RESTORED)).toList())
        : off;
  }

  /** Returns the response that also takes these annotations off, unless it replaces the object. */
  static AdmissionResponse takenOff(
      KubeObject sent, AdmissionResponse response, List<String> names) {
    List<String> borne = names.stream().filter(sent.annotations()::containsKey).toList();
    if (borne.isEmpty() || !(response instanceof AdmissionResponse.Allowed allowed)) {
      return response;
    }
    ArrayNode patch = Json.object().arrayNode();
    for (String name : borne) {
      patch
          .addObject()
          .put("op", "remove")
          .put("path", "/metadata/annotations/" + name.replace("/", "~1"));
    }
    return new AdmissionResponse.Patched(patch, allowed.warnings());
  }
}
