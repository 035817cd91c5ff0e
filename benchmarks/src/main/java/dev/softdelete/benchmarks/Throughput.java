package dev.softdelete.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Measures captures, restores and purges of a backlog. The users' requests (deletes, annotations)
 * are written beforehand and by the same client on both sides, while the operator is stopped or
 * suspended.
 */
final class Throughput {
  enum Work {
    CAPTURE,
    RESTORE,
    PURGE
  }

  private static final Duration AT_MOST = Duration.ofMinutes(5);

  private final TestBed bed;
  private final int objects;
  private final Map<Work, Rate> rates = new EnumMap<>(Work.class);
  private final Map<Work, Map<String, Double>> requests = new EnumMap<>(Work.class);

  Throughput(TestBed bed, int objects) {
    this.bed = bed;
    this.objects = objects;
    for (Work work : Work.values()) {
      rates.put(work, new Rate());
      requests.put(work, new TreeMap<>());
    }
  }

  Rate rate(Work work) {
    return rates.get(work);
  }

  /** Returns the operator's requests for one object. */
  Map<String, Double> requests(Work work) {
    return requests.get(work);
  }

  /** Warms up first, because code that is compiled during a measurement falsifies it. */
  void warmUp() throws InterruptedException {
    bed.askWebhook(false);
    bed.startOperator();
    bed.addPolicy();
    bed.stopOperator();
    bareRound("warm-up-bare", Math.min(objects, 300), new Throughput(bed, objects));
  }

  void round(int round) throws InterruptedException {
    bed.stopOperator();
    bed.askWebhook(false);
    bareRound("bare-" + round, objects, this);
    bed.startOperator();
    operatorRound("warm-up-" + round, Math.min(objects, 300), new Throughput(bed, objects));
    operatorRound("operator-" + round, objects, this);
  }

  private void bareRound(String prefix, int count, Throughput into) throws InterruptedException {
    var client = new BareClient(bed.asOperator());
    List<String> names = names(prefix, count);
    bed.createAll(Paths.COVERED, names);
    bed.deleteAll(names);
    into.bare(Work.CAPTURE, count, () -> client.captureAll(names));
    bed.askToRestoreAll(bed.records("DELETED"));
    List<JsonNode> asked = bed.records("DELETED");
    into.bare(Work.RESTORE, count, () -> client.restoreAll(asked));
    bed.deleteAll(names);
    into.bare(Work.CAPTURE, count, () -> client.captureAll(names));
    List<JsonNode> deleted = bed.records("DELETED");
    bed.askToPurgeAll(deleted);
    into.bare(Work.PURGE, count, () -> client.purgeAll(deleted));
    List<JsonNode> restored = bed.records("RESTORED");
    bed.askToPurgeAll(restored);
    client.purgeAll(restored);
  }

  private void bare(Work work, int count, Runnable doing) throws InterruptedException {
    try (EventWatch watch = watch(work)) {
      long before = System.nanoTime();
      doing.run();
      rates.get(work).bare(perSecond(count, before, watch.await(count, AT_MOST)));
    }
  }

  private void operatorRound(String prefix, int count, Throughput into)
      throws InterruptedException {
    List<String> names = names(prefix, count);
    bed.createAll(Paths.COVERED, names);
    into.operator(Work.CAPTURE, count, () -> bed.deleteAll(names));
    List<JsonNode> deleted = bed.records("DELETED");
    into.operator(Work.RESTORE, count, () -> bed.askToRestoreAll(deleted));
    into.operator(Work.CAPTURE, count, () -> bed.deleteAll(names));
    List<JsonNode> again = bed.records("DELETED");
    into.operator(Work.PURGE, count, () -> bed.askToPurgeAll(again));
    List<JsonNode> restored = bed.records("RESTORED");
    into.operatorUnmeasured(() -> bed.askToPurgeAll(restored), restored.size());
  }

  private void operator(Work work, int count, Runnable asking) throws InterruptedException {
    var counts = new AtomicReference<RequestCounts>();
    Runnable request =
        () -> {
          asking.run();
          counts.set(RequestCounts.now(bed.admin()));
        };
    try (EventWatch watch = watch(work)) {
      long before = OperatorHold.during(bed.operator(), request);
      long after = watch.await(count, AT_MOST);
      rates.get(work).operator(perSecond(count, before, after));
      requests.put(work, RequestCounts.now(bed.admin()).since(counts.get(), count));
    }
  }

  private void operatorUnmeasured(Runnable asking, int count) throws InterruptedException {
    try (EventWatch watch = watch(Work.PURGE)) {
      asking.run();
      watch.await(count, AT_MOST);
    }
  }

  /** Returns a watch for the event that completes the work on an object. */
  private EventWatch watch(Work work) {
    return switch (work) {
      case CAPTURE -> new EventWatch(bed.admin(), Paths.configMaps(Paths.COVERED), "", "DELETED");
      case RESTORE ->
          new EventWatch(
              bed.admin(), Paths.RECORDS, "fieldSelector=status.state%3DRESTORED", "ADDED");
      case PURGE -> new EventWatch(bed.admin(), Paths.RECORDS, "", "DELETED");
    };
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
  }

  private static double perSecond(int count, long before, long after) {
    return count * 1e9 / (after - before);
  }
}
