package dev.softdelete.operator.restore;

import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import java.util.function.Function;
import java.util.function.Supplier;

/** An attempt that ends with a failure instead of an exception, where the record can say why. */
final class Attempt {
  private static final RestoreFailure TOO_DEEP =
      new RestoreFailure(
          Reason.Invalid,
          "It is nested too deeply for the operator's stack. Start the operator with"
              + " JAVA_TOOL_OPTIONS=-Xss64m, which is javaToolOptions of the chart.",
          false);

  private Attempt() {}

  /**
   * Makes the attempt.
   *
   * @param failed makes the result of an attempt that a user must hear about
   * @throws RuntimeException for other failures, such as an API server that cannot be reached: the
   *     attempt is repeated
   */
  static <T> T of(Supplier<T> attempt, Function<RestoreFailure, T> failed) {
    try {
      return attempt.get();
    } catch (RestoreFailedException e) {
      return failed.apply(e.failure());
    } catch (CorruptSnapshotException e) {
      return failed.apply(corrupt(e));
    } catch (StackOverflowError e) {
      return failed.apply(TOO_DEEP);
    }
  }

  private static RestoreFailure corrupt(CorruptSnapshotException e) {
    return new RestoreFailure(
        Reason.SnapshotCorrupt,
        "The stored copy cannot be used: "
            + e.getMessage()
            + ". Put the Secret back from a backup of the operator's namespace.",
        false);
  }
}
