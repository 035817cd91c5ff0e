package dev.softdelete.operator.recreate;

import dev.softdelete.api.SoftDelete;
import java.util.function.BooleanSupplier;

/** Tells the sender of a create that the deleted object came back in place of a new one. */
final class RestoreWarning {
  private RestoreWarning() {}

  /**
   * Returns the warning.
   *
   * @param mayApply whether the requester may apply the manifest on top of the restored object
   */
  static String of(RecreateAnswer.Restore answer, BooleanSupplier mayApply) {
    String restored = "restored from deletedresource " + answer.record().getMetadata().getName();
    if (!answer.thenApply()) {
      return restored
          + "; everything else in this manifest was ignored, as "
          + SoftDelete.RESTORE_ANNOTATION
          + " asks";
    }
    return mayApply.getAsBoolean()
        ? restored + "; this manifest is applied on top of it"
        : restored + "; this manifest is not applied on top of it: you may not patch it";
  }
}
