package dev.softdelete.operator.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts for one generation of one policy. A batch that is being reported stays until its report is
 * confirmed, and further numbers go into the next one.
 */
final class Tally {
  /** The key of what is not counted by itself. It is no resource and no namespace. */
  static final String OTHERS = "*";

  private static final int MOST = 500;

  private final long generation;
  private final Map<String, Counts> byResource = new HashMap<>();
  private final Map<String, Counts> byNamespace = new HashMap<>();
  private long forgotten;
  private Optional<Batch> reporting = Optional.empty();

  Tally(long generation) {
    this.generation = generation;
  }

  long generation() {
    return generation;
  }

  synchronized void add(String resource, String namespace, Counts counts) {
    add(byResource, resource, counts);
    add(byNamespace, namespace, counts);
  }

  private static void add(Map<String, Counts> numbers, String key, Counts counts) {
    boolean room = numbers.size() < MOST || numbers.containsKey(key);
    numbers.merge(room ? key : OTHERS, counts, Counts::plus);
  }

  synchronized void forgotten() {
    forgotten++;
  }

  /** Returns the batch whose report is not confirmed, or else what was counted since. */
  synchronized Batch batch(Supplier<String> id) {
    if (reporting.isEmpty()) {
      reporting =
          Optional.of(
              new Batch(
                  id.get(),
                  generation,
                  Map.copyOf(byResource),
                  Map.copyOf(byNamespace),
                  forgotten));
      byResource.clear();
      byNamespace.clear();
      forgotten = 0;
    }
    return reporting.get();
  }

  synchronized void reported(Batch batch) {
    reporting = reporting.filter(b -> !b.id().equals(batch.id()));
  }

  synchronized boolean isEmpty() {
    return byResource.isEmpty() && forgotten == 0 && reporting.isEmpty();
  }
}
