package dev.softdelete.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Installation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures a namespace that is deleted with all its objects and restored by one annotation. For
 * comparison, it measures the deletion of an unprotected namespace, and a loop that creates the
 * same objects again.
 */
final class WholeNamespace {
  enum Way {
    DELETE,
    RESTORE
  }

  private static final Duration AT_MOST = Duration.ofMinutes(15);

  private final TestBed bed;
  private final int objects;
  private final Map<Way, Rate> rates = new EnumMap<>(Way.class);

  WholeNamespace(TestBed bed, int objects) {
    this.bed = bed;
    this.objects = objects;
    for (Way way : Way.values()) {
      rates.put(way, new Rate());
    }
  }

  int objects() {
    return objects;
  }

  Rate rate(Way way) {
    return rates.get(way);
  }

  /** Runs one round. It needs the policy and leaves it in place. */
  void round(int round) throws InterruptedException {
    bed.askWebhook(true);
    bed.startOperator();
    bed.removePolicy();
    bed.stopOperator();
    bareRound("bare-whole-" + round);
    bed.startOperator();
    bed.addPolicy();
    operatorRound("warm-up-whole-" + round, Math.min(objects, 300), new WholeNamespace(bed, 0));
    operatorRound("whole-" + round, objects, this);
  }

  private void bareRound(String namespace) throws InterruptedException {
    List<String> names = names(objects);
    fill(namespace, names);
    rates.get(Way.DELETE).bare(perSecond(objects, deleted(namespace)));
    long before = System.nanoTime();
    bed.createNamespace(namespace);
    Parallel.each(
        objects,
        BareClient.AT_A_TIME,
        i -> bed.admin().post(Paths.configMaps(namespace), Manifests.configMap(names.get(i), "")));
    rates.get(Way.RESTORE).bare(perSecond(objects, System.nanoTime() - before));
  }

  private void operatorRound(String namespace, int count, WholeNamespace into)
      throws InterruptedException {
    fill(namespace, names(count));
    into.rate(Way.DELETE).operator(perSecond(count, deleted(namespace)));
    String record = recordOf(namespace);
    String records = Paths.records(Installation.NAMESPACE);
    try (EventWatch watch =
        new EventWatch(bed.admin(), records, "fieldSelector=status.state%3DRESTORED", "ADDED")) {
      long before = System.nanoTime();
      bed.askToRestore(records + "/" + record);
      into.rate(Way.RESTORE).operator(perSecond(count, watch.await(record, AT_MOST) - before));
    }
  }

  private void fill(String namespace, List<String> names) {
    bed.createNamespace(namespace);
    bed.createAll(namespace, names);
  }

  private long deleted(String namespace) throws InterruptedException {
    try (EventWatch watch = new EventWatch(bed.admin(), Paths.NAMESPACES, "", "DELETED")) {
      long before = System.nanoTime();
      bed.admin().delete(Paths.NAMESPACES + "/" + namespace);
      return watch.await(namespace, AT_MOST) - before;
    }
  }

  private String recordOf(String namespace) {
    for (JsonNode record : bed.items(Paths.records(Installation.NAMESPACE))) {
      JsonNode deleted = record.at("/spec/resource");
      if (deleted.path("resource").asText().equals("namespaces")
          && deleted.path("name").asText().equals(namespace)) {
        return record.at("/metadata/name").asText();
      }
    }
    throw new IllegalStateException("no record of namespace " + namespace);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "object-" + i).toList();
  }

  private static double perSecond(int count, long nanos) {
    return count * 1e9 / nanos;
  }
}
