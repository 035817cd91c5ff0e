package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.Members;
import dev.softdelete.operator.record.RecordStatus;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.StatusWriter;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes to the record what its restore would result in, and which other objects it would restore.
 */
final class RestorePreviewWriter {
  /** How many members are previewed. Each preview takes one or two API requests. */
  private static final int TRIED = 100;

  private final RestorePreviews previews;
  private final Group group;
  private final ServerClock clock;
  private final StatusWriter status;

  RestorePreviewWriter(
      RestorePreviews previews, Group group, ServerClock clock, StatusWriter status) {
    this.previews = previews;
    this.group = group;
    this.clock = clock;
    this.status = status;
  }

  void run(DeletedResource record) {
    Preview preview = previews.of(RestoreRequest.of(record));
    String message =
        "As of "
            + clock.now().truncatedTo(ChronoUnit.SECONDS)
            + ": "
            + preview.message()
            + others(record, group.membersIfRequested(record));
    status.write(record, RecordStatus.previewed(record, preview.obstacle(), message, clock.now()));
  }

  private String others(DeletedResource root, List<RestoreRequest> members) {
    if (members.isEmpty()) {
      return "";
    }
    Map<String, Long> kinds =
        members.stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.record().getSpec().resource().kind(),
                    TreeMap::new,
                    Collectors.counting()));
    String text =
        " With it would come %d object(s): %s."
            .formatted(
                members.size(),
                kinds.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", ")));
    List<String> obstacles = obstacles(root, members);
    return obstacles.isEmpty() ? text : text + " Not: " + Members.list(obstacles);
  }

  private List<String> obstacles(DeletedResource root, List<RestoreRequest> members) {
    var obstacles = new ArrayList<String>();
    for (RestoreRequest member : members.stream().limit(TRIED).toList()) {
      String name = Members.name(member.record());
      var objection = group.objectionToMember(member);
      if (objection.isPresent()) {
        obstacles.add(name + " (" + objection.get() + ")");
      } else if (!Group.holdsOthers(root)) {
        // The member does not need the root to be created first, so its restore can be previewed.
        previews
            .of(member)
            .obstacle()
            .map(RestoreFailure::reason)
            .ifPresent(reason -> obstacles.add(name + " (" + reason + ")"));
      }
    }
    return obstacles;
  }
}
