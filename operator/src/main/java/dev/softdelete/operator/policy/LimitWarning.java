package dev.softdelete.operator.policy;

import dev.softdelete.api.Limits;
import dev.softdelete.api.NearLimit;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides of which limits a policy warns, before captures have to wait. */
public final class LimitWarning {
  /** The type of the condition, and the reason of the event. */
  public static final String NEAR_LIMIT = "NearLimit";

  private static final int MOST = 20;
  private static final long FROM = 80;

  /** A namespace whose records come and go at the same rate would otherwise be told of all day. */
  private static final long UNTIL = 70;

  private static final Comparator<NearLimit> FULLEST_FIRST =
      Comparator.comparing(NearLimit::percent)
          .reversed()
          .thenComparing(n -> Objects.requireNonNullElse(n.namespace(), ""))
          .thenComparing(NearLimit::limit);

  /** What identifies an entry. */
  private record Key(String namespace, String limit) {
    static Key of(NearLimit near) {
      return new Key(near.namespace(), near.limit());
    }
  }

  private LimitWarning() {}

  /**
   * Returns the limits that are almost reached, the fullest first.
   *
   * @param used what is used by namespace; the key "" stands for cluster-scoped objects
   * @param before the present entries
   */
  public static List<NearLimit> of(Limits limits, Map<String, Usage> used, List<NearLimit> before) {
    Set<Key> told = keys(before);
    return used.entrySet().stream()
        .flatMap(e -> all(limits, e.getKey().isEmpty() ? null : e.getKey(), e.getValue()))
        .filter(near -> near.percent() >= (told.contains(Key.of(near)) ? UNTIL : FROM))
        .sorted(FULLEST_FIRST)
        .limit(MOST)
        .toList();
  }

  /** Returns the entries that were not there before, whatever their numbers. */
  public static List<NearLimit> news(List<NearLimit> now, List<NearLimit> before) {
    Set<Key> told = keys(before);
    return now.stream().filter(near -> !told.contains(Key.of(near))).toList();
  }

  /** Returns the entries in one sentence. */
  public static String text(List<NearLimit> near) {
    var text = new StringBuilder();
    for (NearLimit n : near) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(n.namespace() == null ? "cluster-scoped objects" : "namespace " + n.namespace())
          .append(": ")
          .append(n.percent())
          .append(" % of limits.")
          .append(n.limit());
    }
    return text
        + ". At a limit, redundant and routine records end early; if that is not enough, deleted"
        + " objects stay Terminating.";
  }

  private static Set<Key> keys(List<NearLimit> entries) {
    Set<Key> keys = new HashSet<>();
    Objects.requireNonNullElse(entries, List.<NearLimit>of()).forEach(n -> keys.add(Key.of(n)));
    return keys;
  }

  private static Stream<NearLimit> all(Limits limits, String namespace, Usage used) {
    if (limits == null) {
      return Stream.empty();
    }
    Optional<BigDecimal> records = Optional.ofNullable(limits.records()).map(BigDecimal::valueOf);
    return Stream.of(
            near(namespace, "records", BigDecimal.valueOf(used.records()), records),
            near(namespace, "bytes", BigDecimal.valueOf(used.bytes()), amount(limits.bytes())),
            near(namespace, "storage", used.storage(), amount(limits.storage())))
        .flatMap(Optional::stream);
  }

  private static Optional<BigDecimal> amount(Quantity limit) {
    return Optional.ofNullable(limit).map(Quantity::getAmountInBytes);
  }

  private static Optional<NearLimit> near(
      String namespace, String name, BigDecimal used, Optional<BigDecimal> limit) {
    return limit
        .filter(l -> l.signum() > 0)
        .map(l -> used.multiply(BigDecimal.valueOf(100)).divide(l, RoundingMode.DOWN))
        .map(percent -> new NearLimit(namespace, name, percent.longValue()));
  }
}
