package dev.softdelete.operator.reserve;

import dev.softdelete.api.ReservedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reserved hosts, and with a wildcard those below it that others hold: what is closest to a host
 * decides about it, and the API server looks at one object at a time.
 */
final class ReservedHosts {
  /** No host below more wildcards than that makes the objects any larger. */
  private static final int WILDCARDS_ABOVE = 8;

  private final Map<String, List<ReservedName>> hosts;
  private final Map<String, Map<String, List<ReservedName>>> below = new HashMap<>();

  ReservedHosts(Map<String, List<ReservedName>> hosts) {
    this.hosts = hosts;
    hosts.forEach(
        (host, holders) -> {
          List<String> above = above(host);
          if (above.stream().anyMatch(w -> !Holders.same(hosts.get(w), holders))) {
            above.forEach(w -> below.computeIfAbsent(w, k -> new TreeMap<>()).put(host, holders));
          }
        });
  }

  /** By host; nothing for what is no wildcard. */
  Map<String, List<ReservedName>> below(String host) {
    return below.getOrDefault(host, Map.of());
  }

  private List<String> above(String host) {
    var above = new ArrayList<String>();
    for (int dot = host.lastIndexOf('.');
        dot > 0 && above.size() < WILDCARDS_ABOVE;
        dot = host.lastIndexOf('.', dot - 1)) {
      String wildcard = "*" + host.substring(dot);
      if (hosts.containsKey(wildcard) && !wildcard.equals(host)) {
        above.add(wildcard);
      }
    }
    return above;
  }
}
