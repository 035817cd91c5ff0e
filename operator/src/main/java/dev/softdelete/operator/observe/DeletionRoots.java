package dev.softdelete.operator.observe;

import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deletions that this replica has heard of lately. What the garbage collector or the namespace
 * controller deletes has the cause of the deletion that it follows from, which was heard before.
 */
final class DeletionRoots {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MANY = 50_000;

  /** An object may name thousands of owners. */
  private static final int MOST_OWNERS = 16;

  private final RecentEntries<String, Deletion> byUid;

  DeletionRoots(LongSupplier nanoTime) {
    this.byUid = new RecentEntries<>(MANY, REMEMBERED, nanoTime);
  }

  /**
   * A request to delete an object.
   *
   * @param container the UID of the namespace or of the definition of the object, if known
   * @param cascades whether the requester deletes only as a consequence of other deletes
   * @param routine whether the request is routine, as far as it shows itself
   * @param finalUnder the policies under which the deletes of the requester are final
   * @param finalForDependents the policies under which that is true of dependents too
   */
  record Request(
      KubeObject object,
      Optional<String> container,
      boolean cascades,
      boolean routine,
      Set<String> finalUnder,
      Set<String> finalForDependents) {}

  /** Notes a request, and returns what is known of the deletion. The first request decides. */
  synchronized Deletion hear(Request request) {
    String uid = request.object().uid();
    Deletion deletion = byUid.find(uid).filter(Deletion::known).orElseGet(() -> decide(request));
    byUid.put(uid, deletion);
    return deletion;
  }

  private Deletion decide(Request request) {
    Optional<Deletion> container = request.container().flatMap(byUid::find);
    if (request.cascades()) {
      return container
          .map(c -> new Deletion(c.known(), c.routine(), c.finalUnder(), true))
          .or(() -> owners(request.object()).findFirst().map(o -> ofDependent(o, request)))
          .orElse(Deletion.UNKNOWN);
    }
    // A controller that clears up after something that was deleted acts for whoever deleted that.
    boolean routine =
        request.routine()
            && Stream.concat(container.stream(), owners(request.object()))
                .allMatch(Deletion::routine);
    return new Deletion(true, routine, request.finalUnder(), false);
  }

  private static Deletion ofDependent(Deletion owner, Request request) {
    Set<String> finalUnder =
        owner.finalUnder().stream()
            .filter(request.finalForDependents()::contains)
            .collect(Collectors.toSet());
    return new Deletion(owner.known(), owner.routine(), finalUnder, owner.withNamespace());
  }

  private Stream<Deletion> owners(KubeObject object) {
    return object.owners().stream()
        .limit(MOST_OWNERS)
        .map(OwnerReference::uid)
        .flatMap(uid -> byUid.find(uid).stream());
  }
}
