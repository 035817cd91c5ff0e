package dev.softdelete.operator.restore;

import dev.softdelete.operator.record.Members;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Determines which other objects a restore would restore, and which of them not. */
public final class GroupPreviews {
  /** How many members are previewed. Each preview takes one or two API requests. */
  private static final int TRIED = 100;

  private final RestorePreviews previews;
  private final Group group;

  public GroupPreviews(RestorePreviews previews, Group group) {
    this.previews = previews;
    this.group = group;
  }

  /**
   * The other objects of a restore.
   *
   * @param kinds the number of objects by their kind
   * @param obstacles the objects that cannot be restored now, each with the reason
   */
  public record Others(Map<String, Long> kinds, List<String> obstacles) {

    /** Returns sentences that continue those about the root; empty if there are no others. */
    public String message() {
      if (kinds.isEmpty()) {
        return "";
      }
      String text =
          " With it would come %d object(s): %s."
              .formatted(
                  kinds.values().stream().mapToLong(Long::longValue).sum(),
                  kinds.entrySet().stream()
                      .map(e -> e.getValue() + " " + e.getKey())
                      .collect(Collectors.joining(", ")));
      return obstacles.isEmpty() ? text : text + " Not: " + Members.list(obstacles);
    }
  }

  /** Returns what the restore of a root would also restore, in the name of its requester. */
  public Others of(RestoreRequest root) {
    List<RestoreRequest> members =
        group.membersIfRequested(root.record()).stream()
            .map(member -> root.requester().map(member::by).orElse(member))
            .toList();
    Map<String, Long> kinds =
        members.stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.record().getSpec().resource().kind(),
                    TreeMap::new,
                    Collectors.counting()));
    return new Others(kinds, obstacles(root, members));
  }

  private List<String> obstacles(RestoreRequest root, List<RestoreRequest> members) {
    var obstacles = new ArrayList<String>();
    for (RestoreRequest member : members.stream().limit(TRIED).toList()) {
      String name = Members.name(member.record());
      var objection = group.objectionToMember(member);
      if (objection.isPresent()) {
        obstacles.add(name + " (" + objection.get() + ")");
      } else if (!Group.holdsOthers(root.record())) {
        // The member does not need the root to be created first, so its restore can be previewed.
        previews
            .of(member)
            .obstacle()
            .map(RestoreFailure::reason)
            .filter(reason -> reason != Reason.NameConflict || !previews.goesFirst(root, member))
            .ifPresent(reason -> obstacles.add(name + " (" + reason + ")"));
      }
    }
    return obstacles;
  }
}
