package dev.softdelete.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how long small namespaces take to go, one alone and many at once, and what that costs
 * the API server: without a policy, and under a policy for every kind.
 *
 * <p>The namespace controller empties a namespace in passes. Each pass deletes every kind as a
 * collection, so the passes are the collection deletes of one kind, as the API server counts them.
 */
final class ManyNamespaces {
  /**
   * What was measured.
   *
   * @param median the seconds until half of the namespaces were gone
   * @param longest the seconds until all of them were gone
   * @param passes the passes of the namespace controller, per namespace
   * @param requests all requests but those for leases, per namespace
   */
  record Sample(double median, double longest, double passes, double requests) {}

  private static final int OBJECTS = 5;
  private static final int AT_A_TIME = 8;
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  /**
   * The API server counts the deletes of collections with those of objects, which there are not
   * here.
   */
  private static final String ONE_PASS = "DELETE configmaps";

  private final TestBed bed;
  private final int many;
  private final List<Sample> bare = new ArrayList<>();
  private final List<Sample> covered = new ArrayList<>();

  ManyNamespaces(TestBed bed, int many) {
    this.bed = bed;
    this.many = many;
  }

  void measure() throws InterruptedException {
    bed.askWebhook(true);
    bed.startOperator();
    bed.removePolicy();
    bare.add(sample("bare-one", 1));
    bare.add(sample("bare-many", many));
    bed.addPolicyForAll("everything");
    sample("warm-up", 2);
    covered.add(sample("covered-one", 1));
    covered.add(sample("covered-many", many));
    bed.removePolicy("everything");
    bed.addPolicy();
  }

  private Sample sample(String prefix, int count) throws InterruptedException {
    List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    Parallel.each(count, AT_A_TIME, i -> fill(names.get(i)));
    RequestCounts before = RequestCounts.now(bed.admin());
    var seconds = new ArrayList<Double>();
    try (EventWatch watch = new EventWatch(bed.admin(), Paths.NAMESPACES, "", "DELETED")) {
      long begun = System.nanoTime();
      Parallel.each(
          count, AT_A_TIME, i -> bed.admin().delete(Paths.NAMESPACES + "/" + names.get(i)));
      for (String name : names) {
        seconds.add((watch.await(name, AT_MOST) - begun) / 1e9);
      }
    }
    RequestCounts after = RequestCounts.now(bed.admin());
    seconds.sort(null);
    return new Sample(
        seconds.get(count / 2),
        seconds.getLast(),
        after.since(before, ONE_PASS::equals) / count,
        after.since(before, what -> !what.endsWith(" leases")) / count);
  }

  private void fill(String namespace) {
    bed.createNamespace(namespace);
    bed.createAll(namespace, IntStream.range(0, OBJECTS).mapToObj(i -> "object-" + i).toList());
  }

  /** Returns the rows of the table: without and with the policy, and how they compare. */
  List<List<String>> rows() {
    return IntStream.range(0, bare.size()).boxed().flatMap(this::rows).toList();
  }

  private Stream<List<String>> rows(int crowd) {
    String count = crowd == 0 ? "1" : "" + many;
    Sample without = bare.get(crowd);
    Sample with = covered.get(crowd);
    return Stream.of(
        row(count, without, "without a policy"),
        row(count, with, "a policy for every kind"),
        List.of(
            count,
            "**%.2f** / **%.2f**"
                .formatted(with.median() / without.median(), with.longest() / without.longest()),
            "%+.1f".formatted(with.passes() - without.passes()),
            "**%.2f**".formatted(with.requests() / without.requests()),
            "ratio; of the passes, the difference"));
  }

  private static List<String> row(String count, Sample sample, String whose) {
    return List.of(
        count,
        "%.1f / %.1f".formatted(sample.median(), sample.longest()),
        "%.1f".formatted(sample.passes()),
        "%.0f".formatted(sample.requests()),
        whose);
  }
}
