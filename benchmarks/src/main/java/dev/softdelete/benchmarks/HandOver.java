package dev.softdelete.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Measures how long no replica captures when the leader ends, with a second replica that stands by.
 */
final class HandOver implements AutoCloseable {
  /** How the leader ends. */
  enum Way {
    SIGTERM,
    KILL
  }

  /** The events that are waited for, measured from the signal. */
  enum Step {
    GIVEN_BACK,
    LED_AGAIN,
    CAPTURED
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/"
          + Installation.NAMESPACE
          + "/leases/soft-delete-operator";

  private final TestBed bed;
  private final List<OperatorProcess> replicas;
  private final Map<Way, Map<Step, List<Double>>> seconds = new EnumMap<>(Way.class);

  HandOver(TestBed bed) {
    this.bed = bed;
    bed.stopOperator();
    replicas = new ArrayList<>(List.of(bed.replica("first"), bed.replica("second")));
    replicas.forEach(OperatorProcess::startReady);
    bed.addPolicy();
    for (Way way : Way.values()) {
      var steps = new EnumMap<Step, List<Double>>(Step.class);
      for (Step step : Step.values()) {
        steps.put(step, new ArrayList<>());
      }
      seconds.put(way, steps);
    }
  }

  void round(Way way) {
    String object = Paths.configMap("handover-" + System.nanoTime());
    bed.createAll(Paths.COVERED, List.of(object.substring(object.lastIndexOf('/') + 1)));
    OperatorProcess leader = replicas.removeFirst();
    String before = holder();
    long signal = System.nanoTime();
    if (way == Way.SIGTERM) {
      leader.terminate();
      await(() -> holder().isEmpty());
      took(way, Step.GIVEN_BACK, signal);
    } else {
      leader.kill();
    }
    // The finalizer holds the object from now on, whichever replica leads.
    bed.admin().delete(object);
    await(() -> !holder().isEmpty() && !holder().equals(before));
    took(way, Step.LED_AGAIN, signal);
    await(() -> !bed.admin().exists(object));
    took(way, Step.CAPTURED, signal);
    leader.awaitExit(PATIENCE);
    replicas.add(leader.startReady());
  }

  /** Returns the median; NaN when there are no measurements. */
  double seconds(Way way, Step step) {
    List<Double> taken = seconds.get(way).get(step);
    return taken.isEmpty() ? Double.NaN : Rate.median(taken);
  }

  private void took(Way way, Step step, long since) {
    seconds.get(way).get(step).add((System.nanoTime() - since) / 1e9);
  }

  private String holder() {
    try {
      return MAPPER.readTree(bed.admin().get(LEASE)).at("/spec/holderIdentity").asText("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody has taken over");
      }
      try {
        Thread.sleep(Duration.ofMillis(10));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    bed.removePolicy();
    replicas.forEach(OperatorProcess::close);
  }
}
