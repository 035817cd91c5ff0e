package dev.softdelete.operator.restore.create;

import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes restore marks that controllers have copied. Controllers copy the annotations of a
 * workload, including our restore mark, to the objects that keep its revisions, and never remove
 * them there.
 */
public final class CopiedMarks {
  private static final String GROUP = "apps";

  /**
   * The types of the objects that keep the revisions of a workload, by the kind of the workload.
   */
  private static final Map<String, ResourceType> KEEPERS =
      Map.of(
          "Deployment", type("replicasets", "ReplicaSet"),
          "StatefulSet", type("controllerrevisions", "ControllerRevision"),
          "DaemonSet", type("controllerrevisions", "ControllerRevision"));

  private final ApiServer api;

  public CopiedMarks(ApiServer api) {
    this.api = api;
  }

  private static ResourceType type(String plural, String kind) {
    return ResourceType.of(GROUP, "v1", plural, kind, true);
  }

  /** Whether a restore mark on this object can only be a copy of its owner's mark. */
  public static boolean mayBear(KubeObject object) {
    return object.owners().stream()
        .filter(OwnerReference::controller)
        .filter(owner -> owner.group().equals(GROUP))
        .map(owner -> KEEPERS.get(owner.kind()))
        .anyMatch(keeper -> keeper != null && keeper.kind().equals(object.kind()));
  }

  /** Removes the copied marks. Does nothing for kinds whose annotations no controller copies. */
  public void remove(ResourceType type, RestoredObject restored) {
    ResourceType keeper = type.group().equals(GROUP) ? KEEPERS.get(type.kind()) : null;
    if (keeper == null) {
      return;
    }
    Optional<String> namespace = Optional.ofNullable(restored.namespace());
    List<String> marked = new ArrayList<>();
    new MetadataList(api)
        .forEach(
            keeper.path(namespace),
            copy -> {
              if (RestoreMark.on(copy).isPresent()
                  && copy.owners().stream().anyMatch(o -> o.uid().equals(restored.uid()))) {
                marked.add(copy.name());
              }
            });
    marked.forEach(name -> takeOff(keeper.path(namespace, name)));
  }

  private void takeOff(String path) {
    var patch = Json.object();
    patch.putObject("metadata").putObject("annotations").putNull(RestoreMark.ANNOTATION);
    try {
      api.mergePatch(path, patch);
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
  }
}
