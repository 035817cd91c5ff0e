package dev.softdelete.operator.protect;

import dev.softdelete.api.StuckObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a pass over live objects.
 *
 * @param retained the number of objects that bear the finalizer now
 * @param refused the objects whose update the API server or another webhook refused
 * @param unprotected how many objects of each kind stay without the finalizer, because their
 *     definition refuses an update that changes nothing
 */
public record SweepResult(long retained, List<StuckObject> refused, Map<String, Long> unprotected) {
  static final SweepResult NOTHING = new SweepResult(0, List.of(), Map.of());

  /**
   * Adds what a later pass over other kinds counted.
   *
   * @param covered the kinds that are covered now, in the form resource.group
   */
  Map<String, Long> unprotectedAnd(SweepResult later, Collection<String> covered) {
    var all = new TreeMap<>(unprotected);
    all.putAll(later.unprotected);
    all.keySet().retainAll(covered);
    return all;
  }
}
