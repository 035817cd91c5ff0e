package dev.softdelete.operator.restore.group;

import dev.softdelete.api.AnsweredCreate;
import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether somebody who has brought a Namespace back by a create still creates its content. A
 * tool creates the Namespace and then the objects in it. Each of these creates is answered with the
 * deleted object, and its manifest is applied. If the operator restored the object first, the
 * create would fail, because the object would exist already.
 */
final class CreatorAtWork {
  /** A tool sends its next create sooner than this. */
  static final Duration QUIET = Duration.ofSeconds(5);

  /** What is created later is restored by the operator. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private CreatorAtWork() {}

  /**
   * Whether the members of the group wait.
   *
   * @param root the record of what was deleted first
   * @param members the records of what was deleted with it
   * @param now the time by the API server's clock
   */
  static boolean lasts(DeletedResource root, Collection<DeletedResource> members, Instant now) {
    Optional<Instant> begun = broughtBack(root).filter(at -> now.isBefore(at.plus(LONGEST)));
    return begun.isPresent()
        && Stream.concat(begun.stream(), members.stream().flatMap(m -> answered(m).stream()))
            .anyMatch(at -> now.isBefore(at.plus(QUIET)));
  }

  /** Returns when a create of the Namespace was answered last. */
  private static Optional<Instant> broughtBack(DeletedResource root) {
    return RestoreOrder.of(root.getSpec().resource()) == RestoreOrder.NAMESPACES
        ? answered(root)
        : Optional.empty();
  }

  private static Optional<Instant> answered(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().answeredCreate())
        .map(AnsweredCreate::time)
        .map(Instant::parse);
  }
}
