package dev.softdelete.operator.purge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One event for everything that one requester purged in one namespace, because each event is a
 * write.
 *
 * @param about the first of the records
 */
record PurgeNotice(NotedPurge about, String message) {
  private static final int NAMED = 10;

  private record Group(String namespace, String by) {}

  static List<PurgeNotice> of(List<NotedPurge> purged) {
    Map<Group, List<NotedPurge>> groups =
        purged.stream()
            .collect(
                Collectors.groupingBy(
                    p -> new Group(p.namespace(), p.by()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    var notices = new ArrayList<PurgeNotice>();
    groups.values().forEach(group -> notices.add(ofGroup(group)));
    return notices;
  }

  private static PurgeNotice ofGroup(List<NotedPurge> group) {
    NotedPurge first = group.getFirst();
    String names =
        group.stream().limit(NAMED).map(NotedPurge::what).collect(Collectors.joining(", "));
    String more = group.size() > NAMED ? " and %d more".formatted(group.size() - NAMED) : "";
    return new PurgeNotice(first, "Purged for " + first.by() + ": " + names + more + ".");
  }
}
