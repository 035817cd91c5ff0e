package dev.softdelete.operator.probe;

import dev.softdelete.operator.health.Diagnosis;
import dev.softdelete.operator.health.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Answers the liveness probe: it fails only where a restart may help. */
public final class Liveness {
  /** How long a start may take. JOSDK alone waits two minutes for its caches. */
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(10);

  private final BooleanSupplier stopping;
  private final Duration gracePeriod;
  private final long began = System.nanoTime();
  private volatile Optional<Supplier<Vitals>> vitals = Optional.empty();

  /**
   * Begins with a program that is starting.
   *
   * @param stopping whether the program stops; then its parts need not work any more
   * @param gracePeriod how long a worker may take for one item
   */
  public Liveness(BooleanSupplier stopping, Duration gracePeriod) {
    this.stopping = stopping;
    this.gracePeriod = gracePeriod;
  }

  /** Checks the parts of the program from now on. */
  public void started(Supplier<Vitals> now) {
    vitals = Optional.of(now);
  }

  public ProbeAnswer answer() {
    if (stopping.getAsBoolean()) {
      return ProbeAnswer.OK;
    }
    if (vitals.isEmpty()) {
      return System.nanoTime() - began < STARTED_WITHIN.toNanos()
          ? ProbeAnswer.OK
          : ProbeAnswer.not("The start has not ended within 10 minutes.");
    }
    List<String> problems = Diagnosis.of(vitals.get().get(), gracePeriod);
    return problems.isEmpty() ? ProbeAnswer.OK : ProbeAnswer.not(String.join("\n", problems));
  }
}
