package dev.softdelete.operator.reserve;

import dev.softdelete.api.ReservedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reserved hosts, and for each wildcard the hosts below it that are reserved for other tenants.
 * The most specific reserved host decides about a host, but the API server evaluates one object at
 * a time. Therefore the object of a wildcard also needs those hosts.
 */
final class ReservedHosts {
  /**
   * A host is added to at most this many wildcards above it, which limits the size of the objects.
   */
  private static final int WILDCARDS_ABOVE = 8;

  private final Map<String, Map<String, ReservedName>> hosts;
  private final Map<String, Map<String, Map<String, ReservedName>>> below = new HashMap<>();

  ReservedHosts(Map<String, Map<String, ReservedName>> hosts) {
    this.hosts = hosts;
    hosts.forEach(
        (host, holders) -> {
          List<String> above = above(host);
          if (above.stream().anyMatch(w -> !Holders.same(hosts.get(w), holders))) {
            above.forEach(w -> below.computeIfAbsent(w, k -> new TreeMap<>()).put(host, holders));
          }
        });
  }

  /** Returns the holders by host; empty if the given host is not a wildcard. */
  Map<String, Map<String, ReservedName>> below(String host) {
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
