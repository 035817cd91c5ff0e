package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.record.RecordIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tries captures that wait for room again as soon as a record no longer counts in the limits of
 * their namespace, because it was purged or restored, or has ended early. The delay of a retry
 * grows to half a minute, which is long for a delete that somebody waits for.
 */
public final class FreedRoom implements Runnable {
  /** As many as are captured at a time. The others are tried when these have their room. */
  private static final int AT_ONCE = 16;

  private final AwaitingRoom awaiting;
  private final RecordIndex records;
  private final Consumer<ObjectKey> again;

  /** The uids of the records that counted when this last looked, where captures wait. */
  private Map<Optional<String>, Set<String>> before = Map.of();

  /**
   * Begins to look.
   *
   * @param again tries a capture again
   */
  public FreedRoom(AwaitingRoom awaiting, RecordIndex records, Consumer<ObjectKey> again) {
    this.awaiting = awaiting;
    this.records = records;
    this.again = again;
  }

  /** Looks once. Only the records of namespaces in which captures wait are looked at. */
  @Override
  public void run() {
    var now = new HashMap<Optional<String>, Set<String>>();
    for (Optional<String> namespace : awaiting.namespaces()) {
      Set<String> counted =
          records.counted(namespace).stream().map(FreedRoom::uid).collect(Collectors.toSet());
      now.put(namespace, counted);
      if (!counted.containsAll(before.getOrDefault(namespace, Set.of()))) {
        awaiting.first(namespace, AT_ONCE).forEach(again);
      }
    }
    before = now;
  }

  private static String uid(DeletedResource record) {
    return record.getMetadata().getUid();
  }
}
