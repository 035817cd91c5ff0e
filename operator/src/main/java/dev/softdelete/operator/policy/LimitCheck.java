package dev.softdelete.operator.policy;

import dev.softdelete.api.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/** Checks whether a capture would exceed the limits of a policy for the namespace. */
public final class LimitCheck {
  private LimitCheck() {}

  /**
   * Returns a message that names the exceeded limit and what to do about it, if a limit would be
   * exceeded.
   *
   * @param used what the soft-deleted objects already use
   * @param more what the capture would add
   */
  public static Optional<String> exceeded(Limits limits, Usage used, Usage more) {
    if (limits == null) {
      return Optional.empty();
    }
    Usage then = used.plus(more);
    if (limits.records() != null && then.records() > limits.records()) {
      return Optional.of(message("records: " + limits.records() + reserved(more)));
    }
    if (over(limits.bytes(), BigDecimal.valueOf(then.bytes()))) {
      return Optional.of(message("bytes: " + limits.bytes()));
    }
    if (more.storage().signum() > 0 && over(limits.storage(), then.storage())) {
      return Optional.of(message("storage: " + limits.storage()));
    }
    return Optional.empty();
  }

  /** Explains why one object may count as many records. */
  private static String reserved(Usage more) {
    return more.records() > 1
        ? "; this object counts "
            + more.records()
            + " times, with the hosts that are reserved for it"
        : "";
  }

  private static boolean over(Quantity limit, BigDecimal amount) {
    return limit != null && amount.compareTo(Quantity.getAmountInBytes(limit)) > 0;
  }

  private static String message(String limit) {
    return "Its namespace has as much soft-deleted as the policy's limits allow ("
        + limit
        + "), so its delete waits. Purge or restore some of `kubectl get deletedresource`, or raise"
        + " spec.limits; then it goes on by itself.";
  }
}
