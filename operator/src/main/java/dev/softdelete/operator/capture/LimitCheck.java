package dev.softdelete.operator.capture;

import dev.softdelete.api.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/** Whether a namespace has as much soft-deleted as its policy allows. */
final class LimitCheck {
  private LimitCheck() {}

  /**
   * What would be exceeded, and what to do.
   *
   * @param used what is soft-deleted already
   * @param more what is to be added
   */
  static Optional<String> exceeded(Limits limits, Usage used, Usage more) {
    if (limits == null) {
      return Optional.empty();
    }
    Usage then = used.plus(more);
    if (limits.records() != null && then.records() > limits.records()) {
      return Optional.of(message("records: " + limits.records()));
    }
    if (over(limits.bytes(), BigDecimal.valueOf(then.bytes()))) {
      return Optional.of(message("bytes: " + limits.bytes()));
    }
    if (more.storage().signum() > 0 && over(limits.storage(), then.storage())) {
      return Optional.of(message("storage: " + limits.storage()));
    }
    return Optional.empty();
  }

  private static boolean over(Quantity limit, BigDecimal amount) {
    return limit != null && amount.compareTo(Quantity.getAmountInBytes(limit)) > 0;
  }

  private static String message(String limit) {
    return "Its namespace has as much soft-deleted as the policy's limits allow ("
        + limit
        + "), so its delete waits. Purge or restore some of `kubectl get dr`, or raise spec.limits;"
        + " then it goes on by itself.";
  }
}
