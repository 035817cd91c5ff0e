package dev.softdelete.operator.reserve;

import dev.softdelete.api.ReservedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may use a domain as a wildcard: whoever is among the holders of every host that is reserved
 * below it.
 */
final class DomainHolders {
  /**
   * The maximum number of different holders. Where there are more, the hosts below the domain
   * belong to so many tenants that nobody may use it as a wildcard.
   */
  private static final int MOST = 8;

  private static final Map<String, ReservedName> NOBODY = Map.of();

  private final Map<Set<String>, Map<String, ReservedName>> different = new LinkedHashMap<>();

  /** Returns the domains above a host whose use as a wildcard the host decides about. */
  static List<String> above(String host) {
    var domains = new ArrayList<String>();
    int most = Math.min(Hosts.labels(host) - 1, Hosts.DEEPEST);
    for (int labels = 1; labels <= most; labels++) {
      domains.add(Hosts.tail(host, labels));
    }
    return domains;
  }

  /** Adds the holders of a host below the domain. */
  void add(Map<String, ReservedName> holders) {
    if (different.size() <= MOST) {
      different.putIfAbsent(holders.keySet(), holders);
    }
  }

  List<Map<String, ReservedName>> all() {
    List<Map<String, ReservedName>> all = List.copyOf(different.values());
    return all.size() > MOST || ShardEntry.size(Map.of("all", all)) > ShardEntry.MOST_BYTES
        ? List.of(NOBODY)
        : all;
  }
}
