package dev.softdelete.operator.restore.over;

import dev.softdelete.operator.record.RestoreFailure;

/** What a restore over what lives does next about the name of its target. */
sealed interface OverStep {
  /** Nothing that the restore has to delete has the name. */
  record Free() implements OverStep {}

  /** What has the name is being deleted already. */
  record Ends() implements OverStep {}

  /**
   * What has the name is soft-deleted.
   *
   * @param times how many objects were deleted for this request, with this one
   */
  record Delete(int times) implements OverStep {}

  /** What has the name stays. */
  record Refuse(RestoreFailure why) implements OverStep {}
}
