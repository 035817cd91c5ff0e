package dev.softdelete.operator.purge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.purge.MassPurge.Verdict;
import dev.softdelete.operator.record.PurgeProgress;
import dev.softdelete.operator.record.PurgeStatus;
import dev.softdelete.operator.record.StatusWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows which purges wait because too many were requested at once, until each of them begins. */
public final class WaitingPurges implements Purge.Gate {
  private static final Logger log = LoggerFactory.getLogger(WaitingPurges.class);

  /**
   * How long to wait before a waiting purge is shown. More purges may be requested within this
   * time, and the message must contain their number.
   */
  private static final Duration COUNTED_AFTER = Duration.ofSeconds(2);

  private final MassPurge mass;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final StatusWriter status;
  private final ServerClock clock;
  private final Events events;
  private final Cache<String, Boolean> told;

  public WaitingPurges(
      MassPurge mass, Supplier<List<SoftDeletePolicy>> policies, ApiServer api, ServerClock clock) {
    this.mass = mass;
    this.policies = policies;
    this.status = new StatusWriter(api);
    this.clock = clock;
    this.events = new Events(api, clock);
    this.told = Caffeine.newBuilder().expireAfterWrite(mass.pace().delay()).build();
  }

  /** Whether the purge of a deleted record still gives way to a restore. */
  public boolean giveWay(DeletedResource record) {
    return GivesWay.still(record, mass.pace(), clock.now());
  }

  @Override
  public Optional<Purge.Outcome> objection(DeletedResource record) {
    return switch (mass.of(record)) {
      case Verdict.Goes g -> Optional.empty();
      case Verdict.HasWaited h -> {
        begin(record);
        yield Optional.empty();
      }
      case Verdict.Waits w -> Optional.of(new Purge.Outcome.Waits(show(record, w)));
    };
  }

  /**
   * Marks the purge as begun. A restore request after this is too late. If a restore was requested
   * since the record was read, the write fails with a conflict.
   */
  private void begin(DeletedResource record) {
    if (PurgeProgress.waits(record) && record.getMetadata().getDeletionTimestamp() != null) {
      status.writeOver(record, PurgeStatus.purging(record, clock.now()));
    }
  }

  /** Shows that the purge waits. Returns after what time to check again. */
  private Duration show(DeletedResource record, Verdict.Waits wait) {
    if (!PurgeProgress.waits(record)) {
      if (justAsked(record)) {
        return COUNTED_AFTER;
      }
      String policy = String.valueOf(record.getSpec().policy());
      if (told.asMap().putIfAbsent(policy, true) == null) {
        tell(record, policy, wait);
      }
      status.write(
          record, PurgeStatus.purgeWaits(record, wait.others(), wait.until(), clock.now()));
    }
    return Duration.between(clock.now(), wait.until());
  }

  private boolean justAsked(DeletedResource record) {
    return AskedPurge.at(record)
        .filter(at -> clock.now().isBefore(at.plus(COUNTED_AFTER)))
        .isPresent();
  }

  /** Writes one event per policy, not one for each of thousands of records. */
  private void tell(DeletedResource record, String policy, Verdict.Waits wait) {
    String message =
        ("%d purges were asked for at once, more than %d within ten minutes. Each waits for %s,"
                + " as its record says; until then softdelete.dev/restore=true on its record calls"
                + " it off and brings the object back. One of them is %s in namespace %s.")
            .formatted(
                wait.others() + 1,
                mass.pace().atOnce(),
                text(mass.pace().delay()),
                record.getMetadata().getName(),
                record.getMetadata().getNamespace());
    log.warn("policy {}: {}", policy, message);
    KubeObject about =
        PolicySelection.named(policies.get(), policy)
            .map(p -> new KubeObject(Json.tree(p)))
            .orElseGet(() -> new KubeObject(Json.tree(record)));
    events.write(about, "Warning", PurgeProgress.Reason.MassPurge.name(), message);
  }

  private static String text(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " minutes"
        : duration.toSeconds() + " seconds";
  }
}
