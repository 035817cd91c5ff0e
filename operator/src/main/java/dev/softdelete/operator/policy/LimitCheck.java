package dev.softdelete.operator.policy;

import dev.softdelete.api.Limits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Checks whether a capture would exceed the limits of a policy for the namespace, or the share of
 * them that routine deletions may take. The rest of a limit is kept for what people and tools
 * delete.
 */
public final class LimitCheck {
  static final int ROUTINE_PERCENT = 80;

  /** What a limit bounds. */
  public enum Amount {
    RECORDS,
    BYTES,
    STORAGE
  }

  /**
   * A limit that a capture would exceed.
   *
   * @param ofRoutine whether only the share for routine deletions would be exceeded
   * @param message names the limit and says what to do about it
   */
  public record Excess(Amount amount, boolean ofRoutine, String message) {}

  private LimitCheck() {}

  /**
   * Returns the limit that would be exceeded, if there is one.
   *
   * @param used what the soft-deleted objects already use
   * @param more what the capture would add
   */
  public static Optional<Excess> exceeded(Limits limits, Usage used, Usage more) {
    return limits == null
        ? Optional.empty()
        : amount(limits, used, more, 100).map(a -> excess(a, false, limit(limits, a, more)));
  }

  /** The same for the share of routine deletions, if what the capture would add is routine. */
  public static Optional<Excess> shareExceeded(Limits limits, Load used, Load more) {
    return limits == null || !more.isRoutine()
        ? Optional.empty()
        : amount(limits, used.routine(), more.routine(), ROUTINE_PERCENT)
            .map(
                a ->
                    excess(
                        a,
                        true,
                        limit(limits, a, more.routine())
                            + ", of which routine deletions may take "
                            + ROUTINE_PERCENT
                            + " %"));
  }

  /** Returns the first amount that would be more than this part of its limit. */
  private static Optional<Amount> amount(Limits limits, Usage used, Usage more, int percent) {
    Usage then = used.plus(more);
    if (limits.records() != null && then.records() > records(limits.records(), percent)) {
      return Optional.of(Amount.RECORDS);
    }
    if (over(limits.bytes(), BigDecimal.valueOf(then.bytes()), percent)) {
      return Optional.of(Amount.BYTES);
    }
    if (more.storage().signum() > 0 && over(limits.storage(), then.storage(), percent)) {
      return Optional.of(Amount.STORAGE);
    }
    return Optional.empty();
  }

  /** Returns a part of a number of records, but at least one: a limit of 1 is not a limit of 0. */
  private static long records(long limit, int percent) {
    return Math.max(1, limit * percent / 100);
  }

  private static boolean over(Quantity limit, BigDecimal amount, int percent) {
    return limit != null
        && amount
                .multiply(BigDecimal.valueOf(100))
                .compareTo(Quantity.getAmountInBytes(limit).multiply(BigDecimal.valueOf(percent)))
            > 0;
  }

  private static String limit(Limits limits, Amount amount, Usage more) {
    return switch (amount) {
      case RECORDS -> "records: " + limits.records() + reserved(more);
      case BYTES -> "bytes: " + limits.bytes();
      case STORAGE -> "storage: " + limits.storage();
    };
  }

  /** Explains why one object may count as many records. */
  private static String reserved(Usage more) {
    return more.records() > 1
        ? "; this object counts "
            + more.records()
            + " times, with the hosts that are reserved for it"
        : "";
  }

  private static Excess excess(Amount amount, boolean ofRoutine, String limit) {
    return new Excess(
        amount,
        ofRoutine,
        "Its namespace has as much soft-deleted as the policy's limits allow ("
            + limit
            + "), and no record may end early to make room, so its delete waits. Purge or restore"
            + " some of `kubectl get deletedresource`, or raise spec.limits; then it goes on by"
            + " itself.");
  }
}
