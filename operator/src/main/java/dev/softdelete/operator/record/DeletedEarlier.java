package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What had been deleted in a namespace before the namespace, by deletions of its own. It is not
 * restored with the namespace. A tool that prunes a namespace with its content deletes some of the
 * content a moment before.
 *
 * @param count how many deletions there are, without routine ones and without the dependents of the
 *     deleted objects
 * @param place the namespace with the records
 */
public record DeletedEarlier(int count, String place) {
  public static final DeletedEarlier NOTHING = new DeletedEarlier(0, "");

  /**
   * Counts the deletions.
   *
   * @param namespace the record of the namespace
   * @param as the restored namespace, to which the records move if it has the same name
   * @param ofNamespace finds the records of objects by the uid of their namespace, which is the
   *     restored one once the record has moved
   */
  static DeletedEarlier of(
      DeletedResource namespace,
      Optional<RestoredObject> as,
      Function<String, List<DeletedResource>> ofNamespace) {
    Instant deleted = Instant.parse(namespace.getSpec().deletionTime());
    String uid = namespace.getSpec().resource().uid();
    long count =
        Stream.concat(Stream.of(uid), as.map(RestoredObject::uid).stream())
            .flatMap(each -> ofNamespace.apply(each).stream())
            .filter(record -> record.getSpec().deletionGroup() == null)
            .filter(record -> !Boolean.TRUE.equals(record.getSpec().routine()))
            .filter(record -> RecordStep.state(record) == State.DELETED)
            .filter(record -> !RecordStep.comesBack(record))
            .filter(record -> !Instant.parse(record.getSpec().deletionTime()).isAfter(deleted))
            .map(record -> record.getSpec().resource().uid())
            // A record that is being moved exists twice.
            .distinct()
            .count();
    return new DeletedEarlier(
        (int) count,
        as.map(RestoredObject::name)
            .filter(namespace.getSpec().resource().name()::equals)
            .orElse(namespace.getMetadata().getNamespace()));
  }

  /** Returns a sentence; empty if nothing had been deleted. */
  public Optional<String> message() {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "Deleted in the namespace before it, and not restored with it: %d (kubectl get deletedresources -n %s)."
                .formatted(count, place));
  }
}
