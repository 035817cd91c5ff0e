package dev.softdelete.operator.room;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.policy.Load;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the records that may end early in order: first those that a newer record of the same name
 * makes redundant, then those of routine deletions, and among each the oldest first.
 */
final class Candidates {
  private static final Comparator<DeletedResource> OLDEST_FIRST =
      Comparator.comparing((DeletedResource r) -> Instant.parse(r.getSpec().deletionTime()))
          .thenComparing(r -> r.getMetadata().getName());

  private final Predicate<DeletedResource> mayEnd;
  private final Predicate<DeletedResource> rests;
  private final BiPredicate<DeletedResource, DeletedResource> sameContent;
  private final Function<DeletedResource, Load> load;

  /**
   * Creates the order.
   *
   * @param mayEnd whether a record may end early
   * @param rests whether nobody restores or purges a record, so that it can stand for an equal one
   * @param sameContent whether two copies are equal in all but uid, resourceVersion and times; it
   *     may be expensive and is asked only for records of one name
   * @param load returns what a record uses
   */
  Candidates(
      Predicate<DeletedResource> mayEnd,
      Predicate<DeletedResource> rests,
      BiPredicate<DeletedResource, DeletedResource> sameContent,
      Function<DeletedResource, Load> load) {
    this.mayEnd = mayEnd;
    this.rests = rests;
    this.sameContent = sameContent;
    this.load = load;
  }

  /**
   * Returns the candidates. Copies are compared only as far as the iterator is read.
   *
   * @param staying the records of one namespace that are not about to be gone
   */
  Iterator<Candidate> among(List<DeletedResource> staying) {
    Map<String, List<DeletedResource>> byName =
        staying.stream()
            .sorted(OLDEST_FIRST)
            .collect(Collectors.groupingBy(r -> name(r.getSpec().resource())));
    List<DeletedResource> mayEnd =
        staying.stream().filter(this.mayEnd).sorted(OLDEST_FIRST).toList();
    Set<String> redundant = new HashSet<>();
    Stream<Candidate> first =
        mayEnd.stream()
            .filter(r -> redundant(r, byName.get(name(r.getSpec().resource()))))
            .filter(r -> redundant.add(uid(r)))
            .map(r -> new Candidate(r, load.apply(r), Candidate.Why.REDUNDANT));
    Stream<Candidate> then =
        mayEnd.stream()
            .filter(r -> routine(r) && !redundant.contains(uid(r)))
            .map(r -> new Candidate(r, load.apply(r), Candidate.Why.ROUTINE));
    return Stream.concat(first, then).iterator();
  }

  private boolean redundant(DeletedResource record, List<DeletedResource> ofName) {
    return ofName.stream()
        .dropWhile(r -> !uid(r).equals(uid(record)))
        .skip(1)
        .filter(rests)
        .filter(newer -> routine(record) || !routine(newer))
        .filter(newer -> keptAsLong(newer.getSpec(), record.getSpec()))
        .anyMatch(newer -> sameContent.test(record, newer));
  }

  private static boolean keptAsLong(DeletedResourceSpec newer, DeletedResourceSpec older) {
    return newer.purgeTime() == null
        || (older.purgeTime() != null
            && !Instant.parse(newer.purgeTime()).isBefore(Instant.parse(older.purgeTime())));
  }

  private static String uid(DeletedResource record) {
    return record.getSpec().resource().uid();
  }

  private static boolean routine(DeletedResource record) {
    return Boolean.TRUE.equals(record.getSpec().routine());
  }

  private static String name(ResourceIdentity deleted) {
    return String.join(
        "/", GroupVersion.of(deleted.apiVersion()).group(), deleted.resource(), deleted.name());
  }
}
