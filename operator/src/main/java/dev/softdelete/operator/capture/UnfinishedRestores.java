package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;

/**
 * Knows the objects that are deleted again before their restore is finished. A capture at that time
 * would record them without their field ownership, their status and the manifest that their create
 * sent, and the record of the restore would not know what became of it.
 */
public interface UnfinishedRestores {
  /** No restore is under way in this process. */
  UnfinishedRestores NONE = (key, deleted) -> false;

  /** Whether a restore of the object is still to be finished, and will be in a moment. */
  boolean includes(ObjectKey key, KubeObject deleted);
}
