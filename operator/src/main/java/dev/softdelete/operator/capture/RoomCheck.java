package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/** Decides whether there is room for the record of a deleted object. */
@FunctionalInterface
public interface RoomCheck {
  /** Finds room for everything. For captures after which no limit applies any more. */
  RoomCheck NONE = (deleted, bytes) -> Optional.empty();

  /**
   * Returns why the object has to wait; empty if there is room, or if it must not wait.
   *
   * @param bytes the size of the object
   */
  Optional<CaptureOutcome> objection(CaptureContext deleted, long bytes);

  /** The object was let go without a record, and needs no room any more. */
  default void letGo(KubeObject object) {}

  /** The record of the object is known, and counts by itself from now on. */
  default void recorded(KubeObject object) {}
}
