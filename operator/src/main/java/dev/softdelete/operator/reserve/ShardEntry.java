package dev.softdelete.operator.reserve;

import dev.softdelete.api.ReservedName;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

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

  static ShardEntry ofName(String key, Map<String, ReservedName> holders) {
    return of(addressOfName(key), new ShardContent().name(key, holders));
  }

  /**
   * Returns the entry of a host.
   *
   * @param below the reserved hosts below a wildcard; hosts that do not fit into an object are left
   *     out, and belong to the holders of the wildcard
   */
  static ShardEntry ofHost(
      String host,
      Map<String, ReservedName> holders,
      Map<String, Map<String, ReservedName>> below) {
    var content = new ShardContent().host(host, holders);
    int bytes = 0;
    for (var other : below.entrySet()) {
      bytes += size(Map.of(other.getKey(), other.getValue()));
      if (bytes > MOST_BYTES) {
        break;
      }
      content.host(other.getKey(), other.getValue());
    }
    return of(addressOfHost(host), content);
  }

  /** Returns the entry of a domain below which hosts are reserved. */
  static ShardEntry ofDomain(String domain, DomainHolders holders) {
    return of(addressOfDomain(domain), new ShardContent().below(domain, holders.all()));
  }

  private static ShardEntry of(String address, ShardContent content) {
    ReservedNamesSpec part = content.spec();
    return new ShardEntry(address, part, size(part));
  }

  static int size(Object value) {
    return Json.bytes(Json.tree(value)).length;
  }

  static ReservedNamesSpec together(Collection<ShardEntry> entries) {
    var all = new ShardContent();
    entries.forEach(entry -> all.add(entry.part()));
    return all.spec();
  }

  static String addressOfName(String key) {
    return address("name " + key);
  }

  static String addressOfHost(String host) {
    return address("host " + host);
  }

  static String addressOfDomain(String domain) {
    return address("domain " + domain);
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
