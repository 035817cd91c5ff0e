package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;

/** Writes volumes, each on the condition that the volume has not changed since it was read. */
final class VolumeWrites {
  private VolumeWrites() {}

  /**
   * Patches a volume. Returns false if the volume has changed or is gone, so that it must be read
   * again.
   */
  static boolean patched(ApiServer api, Volume volume, ObjectNode patch) {
    try {
      api.mergePatch(Volume.path(volume.name()), patch);
      return true;
    } catch (ApiException e) {
      if (e.conflict() || e.notFound()) {
        return false;
      }
      throw e;
    }
  }

  /** Creates a volume. Returns false if a volume of that name exists. */
  static boolean created(ApiServer api, ObjectNode manifest) {
    try {
      api.create(Volume.TYPE.path(), manifest);
      return true;
    } catch (ApiException e) {
      if (e.alreadyExists()) {
        return false;
      }
      throw e;
    }
  }

  static IllegalStateException tooFast(String name) {
    return new IllegalStateException(
        "PersistentVolume " + name + " changes faster than it can be written; trying again");
  }
}
