package dev.softdelete.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Measures how long a create takes while the API server checks whether its name is reserved. */
final class ReservedLookup {
  private static final List<Integer> RESERVED = List.of(0, 2_000, 10_000);
  private static final int AT_A_TIME = 16;
  private static final int WARM_UP = 50;
  private static final Duration PUBLISHED_WITHIN = Duration.ofMinutes(2);
  private static final String RESERVATIONS = "/apis/softdelete.dev/v1/namereservations";
  private static final String PUBLISHED = "/apis/softdelete.dev/v1/reservednames";
  private static final String POLICY =
      """
      apiVersion: softdelete.dev/v1
      kind: SoftDeletePolicy
      metadata: {name: reserving}
      spec:
        resources: [{apiGroups: [""], resources: [configmaps]}]
        namespaceSelector: {matchLabels: {bench: none}}
        nameReservation: {duration: 96h}
      """;

  private final TestBed bed;
  private final int requests;
  private final Histogram bare = new Histogram(3);
  private final Map<Integer, Histogram> times = new LinkedHashMap<>();

  ReservedLookup(TestBed bed, int requests) {
    this.bed = bed;
    this.requests = requests;
  }

  /** Returns the times in microseconds when no policy reserves names. */
  Histogram bare() {
    return bare;
  }

  /** Returns the times in microseconds by the number of reserved names. */
  Map<Integer, Histogram> times() {
    return times;
  }

  /** Measures without the webhook, which would answer first. */
  void measure() {
    bed.askWebhook(false);
    bed.stopOperator();
    bed.startOperator();
    creates(bare);
    bed.kubectl().apply(POLICY);
    bed.kubectl().run("wait", "sdp/reserving", "--for=condition=Ready", "--timeout=120s");
    int there = 0;
    for (int wanted : RESERVED) {
      int first = there;
      Parallel.each(
          wanted - first, AT_A_TIME, i -> bed.admin().post(RESERVATIONS, named(first + i)));
      there = wanted;
      awaitPublished(wanted);
      var histogram = new Histogram(3);
      creates(histogram);
      times.put(wanted, histogram);
    }
    bed.kubectl().run("delete", "sdp", "reserving", "--timeout=120s");
    bed.admin().delete(RESERVATIONS);
  }

  private void creates(Histogram into) {
    for (int i = -WARM_UP; i < requests; i++) {
      String manifest = Manifests.configMap("free-" + (i + WARM_UP), "");
      long before = System.nanoTime();
      bed.admin().post(Paths.configMaps(Paths.UNCOVERED) + "?dryRun=All", manifest);
      if (i >= 0) {
        into.recordValue((System.nanoTime() - before) / 1_000);
      }
    }
  }

  private void awaitPublished(int wanted) {
    Instant deadline = Instant.now().plus(PUBLISHED_WITHIN);
    while (published() < wanted) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the reserved names are not published");
      }
    }
  }

  private int published() {
    return bed.items(PUBLISHED).stream().mapToInt(s -> s.at("/spec/names").size()).sum();
  }

  private static String named(int i) {
    return """
    {"apiVersion": "softdelete.dev/v1", "kind": "NameReservation",
     "metadata": {"name": "configmap-reserved-%1$d"},
     "spec": {"tenant": "elsewhere", "duration": "96h", "expirationTime": "2099-01-01T00:00:00Z",
      "resource": {"apiVersion": "v1", "kind": "ConfigMap", "resource": "configmaps",
       "namespace": "elsewhere", "name": "reserved-%1$d", "uid": "uid-%1$d"}}}
    """
        .formatted(i);
  }
}
