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
 * A reserved name or host with its holders, as one object or another has it.
 *
 * @param address begins with the name of whichever object has it
 * @param part what that object has of it
 * @param bytes what the part takes there, at most
 */
record ShardEntry(String address, ReservedNamesSpec part, int bytes) {
  /** A thousand entries and more; etcd takes 1.5 MB. */
  static final int MOST_BYTES = 256 * 1024;

  static final String ROOT = "names";
  private static final int BITS = 64;

  /** So long are all addresses. */
  static final int LENGTH = ROOT.length() + BITS;

  static ShardEntry ofName(String key, List<ReservedName> holders) {
    return of(addressOfName(key), new ReservedNamesSpec(Map.of(key, holders), Map.of(), Map.of()));
  }

  /**
   * Of a host.
   *
   * @param below what is reserved below a wildcard; of more than an object takes, the rest is the
   *     wildcard's
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

  /** Bits of a hash: who searches for names that lie together finds them split once more. */
  private static String address(String what) {
    String hash = SnapshotCodec.sha256(what.getBytes(StandardCharsets.UTF_8));
    long bits = Long.parseUnsignedLong(hash.substring(0, BITS / 4), 16);
    return ROOT + "0".repeat(Long.numberOfLeadingZeros(bits)) + Long.toBinaryString(bits);
  }
}
