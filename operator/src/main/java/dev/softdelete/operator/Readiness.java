package dev.softdelete.operator;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.protect.PolicyVerdict;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Ready once every policy there was at the start is in force, or its status says why not, until the
 * program stops. A replica that does not lead takes the leader's word, which is the policies'
 * status.
 */
final class Readiness {
  /** Endpoints follow within seconds; until then, requests go on to arrive here. */
  private static final Duration STILL_ASKED = Duration.ofSeconds(10);

  private final Set<String> reconciled = ConcurrentHashMap.newKeySet();
  private volatile boolean leading;
  private volatile boolean reached;
  private volatile Optional<Stop> stop = Optional.empty();

  /**
   * The program stops.
   *
   * @param at by {@link System#nanoTime()}
   * @param asked for how long others may go on to ask us
   */
  private record Stop(long at, Duration asked) {}

  private volatile Optional<Supplier<List<SoftDeletePolicy>>> policies = Optional.empty();

  /** The watches are in sync, and this is what they show. */
  void started(Supplier<List<SoftDeletePolicy>> now) {
    policies = Optional.of(now);
  }

  void leads() {
    leading = true;
  }

  /** Not any more once the program stops, though the lease is still ours. */
  boolean leading() {
    return leading && !stopping();
  }

  /**
   * In order: whoever was sent to us goes on to be answered, as long as it takes to send them
   * elsewhere.
   */
  void stops() {
    stop = Optional.of(new Stop(System.nanoTime(), ready() ? STILL_ASKED : Duration.ZERO));
  }

  /** At once: another replica leads, or nobody can. */
  void fails() {
    stop = Optional.of(new Stop(System.nanoTime(), Duration.ZERO));
  }

  boolean stopping() {
    return stop.isPresent();
  }

  /** For how long others may still ask us, from now on. */
  Duration stillAsked() {
    return stop.map(s -> s.asked().minusNanos(System.nanoTime() - s.at()))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
  }

  void reconciled(SoftDeletePolicy policy) {
    reconciled.add(policy.getMetadata().getUid());
  }

  /** Once it is, it stays so until the stop: a later edit of a policy makes nobody unready. */
  boolean ready() {
    if (stopping()) {
      return false;
    }
    reached =
        reached || policies.filter(now -> now.get().stream().allMatch(this::settled)).isPresent();
    return reached;
  }

  /** What the readiness probe is answered. */
  ProbeAnswer answer() {
    if (ready()) {
      return ProbeAnswer.OK;
    }
    return ProbeAnswer.not(stopping() ? "stopping" : "policies are not in force yet");
  }

  private boolean settled(SoftDeletePolicy policy) {
    if (policy.getMetadata().getDeletionTimestamp() != null) {
      return true;
    }
    return leading
        ? reconciled.contains(policy.getMetadata().getUid())
        : policy.getStatus() != null
            && Conditions.find(policy.getStatus().conditions(), PolicyVerdict.READY)
                .filter(c -> !PolicyVerdict.RELEASED.equals(c.getReason()))
                .map(Condition::getObservedGeneration)
                .filter(policy.getMetadata().getGeneration()::equals)
                .isPresent();
  }
}
