package dev.softdelete.operator.capture;

import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The objects that a capture has just released, until their last version was compared. */
public final class ReleasedObjects {
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** How long a restore waits for the comparison. It usually takes milliseconds. */
  private static final Duration AWAITED = Duration.ofSeconds(2);

  /**
   * The version of an object that was captured.
   *
   * @param mode how the object was kept until then
   */
  record Captured(String resourceVersion, Mode mode, long since) {}

  private final LongSupplier nanoTime;
  private final RecentEntries<String, Captured> byUid;

  /**
   * Creates an empty collection.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public ReleasedObjects(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.byUid = new RecentEntries<>(MANY, REMEMBERED, nanoTime);
  }

  /**
   * Must be called before the release. An object that finalizers of others still hold is not
   * remembered: its release is one transaction, and what is written to it afterwards is between its
   * writers.
   */
  void add(KubeObject object, Mode mode) {
    if (object.finalizers().stream().allMatch(OurFinalizers::include)) {
      byUid.put(object.uid(), new Captured(object.resourceVersion(), mode, nanoTime.getAsLong()));
    }
  }

  Optional<Captured> find(String uid) {
    return byUid.find(uid);
  }

  void remove(String uid) {
    byUid.remove(uid);
  }

  /** Whether the last version of the object is to be compared. */
  public boolean contains(String uid) {
    return find(uid).isPresent();
  }

  /** Whether the record of the object may still get a later version. */
  public boolean pending(String uid) {
    return find(uid)
        .filter(captured -> nanoTime.getAsLong() - captured.since() < AWAITED.toNanos())
        .isPresent();
  }
}
