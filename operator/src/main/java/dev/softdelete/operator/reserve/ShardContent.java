package dev.softdelete.operator.reserve;

import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what one published object contains. */
final class ShardContent {
  private final TreeMap<String, Map<String, ReservedName>> names = new TreeMap<>();
  private final TreeMap<String, Map<String, ReservedName>> hosts = new TreeMap<>();
  private final TreeMap<String, Map<String, ReservedName>> wildcards = new TreeMap<>();
  private final TreeMap<String, List<Map<String, ReservedName>>> below = new TreeMap<>();

  ShardContent name(String key, Map<String, ReservedName> holders) {
    names.put(key, holders);
    return this;
  }

  ShardContent host(String host, Map<String, ReservedName> holders) {
    if (Hosts.isWildcard(host)) {
      wildcards.put(Hosts.domain(host), holders);
    } else {
      hosts.put(host, holders);
    }
    return this;
  }

  ShardContent below(String domain, List<Map<String, ReservedName>> holders) {
    below.put(domain, holders);
    return this;
  }

  void add(ReservedNamesSpec part) {
    names.putAll(part.names());
    hosts.putAll(part.hosts());
    wildcards.putAll(part.wildcards());
    below.putAll(part.below());
  }

  ReservedNamesSpec spec() {
    return new ReservedNamesSpec(labels(), names, hosts, wildcards, depths(), below);
  }

  /** Returns the labels by which the holders are tenants. */
  private List<String> labels() {
    var holders = new ArrayList<Map<String, ReservedName>>();
    List.of(names, hosts, wildcards).forEach(map -> holders.addAll(map.values()));
    below.values().forEach(holders::addAll);
    var labels = new TreeSet<String>();
    holders.forEach(
        each -> each.keySet().forEach(key -> labels.add(key.substring(0, key.indexOf('=')))));
    labels.remove("");
    return List.copyOf(labels);
  }

  private List<Integer> depths() {
    return wildcards.keySet().stream()
        .map(Hosts::labels)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
