package dev.softdelete.operator.probe;

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
 * Answers the readiness probe. The program is ready when every policy that existed at the start is
 * in force, or when the status of the policy says why it is not. It stays ready until it stops. A
 * replica that does not lead relies on the status that the leader wrote.
 */
public final class Readiness {
  /**
   * How long requests still arrive after the stop begins, because endpoints are updated only after
   * seconds.
   */
  private static final Duration STILL_ASKED = Duration.ofSeconds(10);

  private final Set<String> reconciled = ConcurrentHashMap.newKeySet();
  private volatile boolean leading;
  private volatile boolean reached;
  private volatile Optional<Stop> stop = Optional.empty();

  /**
   * The stop of the program.
   *
   * @param at when it began, by {@link System#nanoTime()}
   * @param asked how long the API server may go on to send requests here
   */
  private record Stop(long at, Duration asked) {}

  private volatile Optional<Supplier<List<SoftDeletePolicy>>> policies = Optional.empty();

  /**
   * Notes that the watches are in sync.
   *
   * @param now returns the policies that the watches show
   */
  public void started(Supplier<List<SoftDeletePolicy>> now) {
    policies = Optional.of(now);
  }

  public void leads() {
    leading = true;
  }

  /**
   * Whether this replica leads. False as soon as the program stops, even while it still holds the
   * lease.
   */
  public boolean leading() {
    return leading && !stopping();
  }

  /**
   * Begins an orderly stop. Requests that are sent here are still answered until they are sent to
   * other replicas.
   */
  public void stops() {
    stop = Optional.of(new Stop(System.nanoTime(), ready() ? STILL_ASKED : Duration.ZERO));
  }

  /** Begins an immediate stop: another replica leads, or no replica can lead. */
  public void fails() {
    stop = Optional.of(new Stop(System.nanoTime(), Duration.ZERO));
  }

  public boolean stopping() {
    return stop.isPresent();
  }

  /** Returns how much longer requests may still arrive. */
  public Duration stillAsked() {
    return stop.map(s -> s.asked().minusNanos(System.nanoTime() - s.at()))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
  }

  public void reconciled(SoftDeletePolicy policy) {
    reconciled.add(policy.getMetadata().getUid());
  }

  /**
   * Whether the program is ready. It stays ready until it stops, so a later change of a policy does
   * not make a replica unready.
   */
  boolean ready() {
    if (stopping()) {
      return false;
    }
    reached =
        reached || policies.filter(now -> now.get().stream().allMatch(this::settled)).isPresent();
    return reached;
  }

  /** Returns the answer to the readiness probe. */
  public ProbeAnswer answer() {
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
