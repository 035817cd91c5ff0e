package dev.softdelete.benchmarks;

import dev.softdelete.e2e.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures how long a start takes, from the process start until {@code /readyz} answers 200. */
final class Starts {
  private static final int TIMES = 10;
  private static final List<String> POLICIES = List.of("start-first", "start-second");
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private final TestBed bed;
  private final Map<String, OperatorProcess> ways = new LinkedHashMap<>();
  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  /**
   * Prepares the measurement without starting anything.
   *
   * @param earlier the operator.jar of another build, which is measured for comparison
   */
  Starts(TestBed bed, Optional<Path> earlier) {
    this.bed = bed;
    ways.put("with the AOT cache, as tests and the demo start it", bed.process());
    ways.put(
        "with the AOT cache and the JVM options of the chart",
        bed.process(OperatorOptions.ofTheChart()));
    ways.put("java -jar, without the cache", bed.process("-Xshare:auto").withoutCache());
    earlier.ifPresent(
        jar -> ways.put("java -jar of the earlier build", bed.process("-Xshare:auto").ofJar(jar)));
  }

  /**
   * Starts each variant in turn. The first start of each is not counted, because it fills the disk
   * caches.
   */
  void measure() throws InterruptedException {
    bed.startOperator();
    POLICIES.forEach(bed::addPolicy);
    bed.stopOperator();
    ways.keySet().forEach(way -> millis.put(way, new ArrayList<>()));
    for (int time = 0; time <= TIMES; time++) {
      for (var way : ways.entrySet()) {
        double taken = start(way.getValue());
        if (time > 0) {
          millis.get(way.getKey()).add(taken);
        }
      }
    }
    bed.startOperator();
    POLICIES.forEach(bed::removePolicy);
  }

  private static double start(OperatorProcess operator) throws InterruptedException {
    long before = System.nanoTime();
    operator.startReady();
    double taken = (System.nanoTime() - before) / 1e6;
    // Wait until the sweeps after the start have ended, so that the next start finds an idle API
    // server.
    Thread.sleep(SETTLED);
    operator.kill();
    return taken;
  }

  /** Returns the times in milliseconds by the variant of the start. */
  Map<String, List<Double>> millis() {
    return millis;
  }
}
