package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import dev.softdelete.operator.requester.SystemDeleters;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether an object that somebody deleted is the root of a routine deletion. A controller
 * that clears up after an owner acts for whoever deleted that owner.
 */
final class RoutineRoots {
  /** Owners of owners, such as the Deployment of a Pod. References may form a circle. */
  private static final int GENERATIONS = 8;

  private final Function<String, Optional<Heard>> requests;
  private final Function<String, Optional<DeletedResource>> recordsByUid;

  RoutineRoots(
      Function<String, Optional<Heard>> requests,
      Function<String, Optional<DeletedResource>> recordsByUid) {
    this.requests = requests;
    this.recordsByUid = recordsByUid;
  }

  /** Whether the request is routine, and so is every deletion of an owner that is known of. */
  boolean include(Heard heard) {
    return include(heard, GENERATIONS);
  }

  private boolean include(Heard heard, int generations) {
    return heard.routine()
        && heard.owners().stream().allMatch(owner -> includeOwner(owner, generations));
  }

  private boolean includeOwner(String uid, int generations) {
    Optional<DeletedResource> record = recordsByUid.apply(uid);
    if (record.filter(r -> r.getSpec().deletedBy() != null).isPresent()) {
      return Boolean.TRUE.equals(record.get().getSpec().routine());
    }
    Optional<Heard> heard =
        requests.apply(uid).filter(h -> !SystemDeleters.cascades(h.requester()));
    return heard.map(h -> generations > 0 && include(h, generations - 1)).orElse(record.isEmpty());
  }
}
