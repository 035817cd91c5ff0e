package dev.softdelete.operator.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;

/** Writes to volumes, each on the condition that nobody wrote meanwhile. */
final class VolumeWrites {
  private VolumeWrites() {}

  /** False: it changed or went away meanwhile, and is to be looked at again. */
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

  /** False: one of that name is there. */
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
