package dev.softdelete.operator.capture;

import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ShortKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The objects that could not be captured so far. After a restart, the list is rebuilt by new
 * attempts.
 */
public final class StuckObjects implements Supplier<List<StuckObject>> {
  private static final int LONGEST_NAME = 253;

  private record Attempt(StuckObject object, boolean passes) {}

  private final Map<String, Attempt> stuck = new ConcurrentHashMap<>();

  /** Stores a stuck object. Returns whether this differs from what was stored before. */
  boolean stuck(ObjectKey key, CaptureOutcome.Stuck why) {
    var now =
        new StuckObject(
            key.type().groupResource(),
            key.namespace().orElse(null),
            // The status of a policy lists several, and the name may be as large as an object.
            PlainText.cut(key.name(), LONGEST_NAME),
            why.reason(),
            why.message());
    Attempt before = stuck.put(id(key), new Attempt(now, why.passes()));
    return before == null || !now.equals(before.object());
  }

  /**
   * Whether the object cannot be captured until somebody corrects what refuses it. The capture of
   * any other object may succeed at any moment.
   */
  public boolean lasts(ObjectKey key) {
    Attempt last = stuck.get(id(key));
    return last != null && !last.passes();
  }

  /** Whether the last attempt to capture the object has failed, whatever the reason. */
  public boolean includes(ObjectKey key) {
    return stuck.containsKey(id(key));
  }

  void resolved(ObjectKey key) {
    stuck.remove(id(key));
  }

  /** Returns a short text that only this key has. */
  private static String id(ObjectKey key) {
    return ShortKey.of(key.type().groupResource(), key.namespace().orElse(""), key.name());
  }

  @Override
  public List<StuckObject> get() {
    return stuck.values().stream()
        .map(Attempt::object)
        .sorted(Comparator.comparing(StuckObject::resource).thenComparing(StuckObject::name))
        .toList();
  }
}
