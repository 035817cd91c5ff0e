package dev.softdelete.operator.reserve;

import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reserved name or host with its holders, as one of the published objects contains it.
 *
 * @param address starts with the name of the object that contains the entry
 * @param part the content that the object has of the entry
 * @param bytes the maximum size of the part in the object
 */
record ShardEntry(String address, ReservedNamesSpec part, int bytes) {
  /** The size limit of an object: more than a thousand entries. etcd accepts 1.5 MB. */
  static final int MOST_BYTES = 256 * 1024;

  static final String ROOT = "names";
  private static final int BITS = 64;

  /** The length of every address. */
  static final int LENGTH = ROOT.length() + BITS;

  static ShardEntry ofName(String key, List<ReservedName> holders) {
    return of(addressOfName(key), new ReservedNamesSpec(Map.of(key, holders), Map.of(), Map.of()));
  }

  /**
   * Returns the entry of a host.
   *
   * @param below the reserved hosts below a wildcard; hosts that do not fit into an object are left
   *     out, and belong to the holders of the wildcard
   */
  static ShardEntry ofHost(
      String host, List<ReservedName> holders, Map<String, List<ReservedName>> below) {
    var hosts = new TreeMap<>(Map.of(host, holders));
    int bytes = 0;
    for (var other : below.entrySet()) {
      bytes += bytes(Map.of(other.getKey(), other.getValue()));
      if (bytes > MOST_BYTES) {
        break;
      }
      hosts.put(other.getKey(), other.getValue());
    }
    var wildcards = new TreeMap<String, List<ReservedName>>();
    hosts.keySet().stream()
        .filter(Hosts::isWildcard)
        .forEach(h -> wildcards.put(h.substring(1), hosts.get(h)));
    return of(addressOfHost(host), new ReservedNamesSpec(Map.of(), hosts, wildcards));
  }

  private static ShardEntry of(String address, ReservedNamesSpec part) {
    return new ShardEntry(address, part, bytes(part));
  }

  private static int bytes(Object value) {
    return Json.bytes(Json.tree(value)).length;
  }

  static ReservedNamesSpec together(Collection<ShardEntry> entries) {
    var all = new ReservedNamesSpec(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (ShardEntry entry : entries) {
      all.names().putAll(entry.part().names());
      all.hosts().putAll(entry.part().hosts());
      all.wildcards().putAll(entry.part().wildcards());
    }
    return all;
  }

  static String addressOfName(String key) {
    return address("name " + key);
  }

  static String addressOfHost(String host) {
    return address("host " + host);
  }

  /**
   * Returns bits of a hash. If a user searches for names with close addresses, one more split
   * separates them.
   */
  private static String address(String what) {
    String hash = SnapshotCodec.sha256(what.getBytes(StandardCharsets.UTF_8));
    long bits = Long.parseUnsignedLong(hash.substring(0, BITS / 4), 16);
    return ROOT + "0".repeat(Long.numberOfLeadingZeros(bits)) + Long.toBinaryString(bits);
  }
}
