package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.admission.HostField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads and compares the DNS hosts that an object serves. */
final class Hosts {
  /** The maximum number of hosts that one object reserves. */
  private static final int MOST = 5000;

  static final int LONGEST = 253;

  /**
   * The maximum number of labels below which a wildcard is reserved: each host is looked up once
   * for each number of labels that reserved wildcards have.
   */
  static final int DEEPEST = 10;

  private Hosts() {}

  /**
   * Returns the hosts of an object in lower case, without duplicates and without spaces, as
   * external-dns reads them. The list is empty for a kind that has no hosts.
   */
  static List<String> of(String group, String resource, JsonNode object) {
    return HostField.ALL.stream()
        .filter(f -> f.group().equals(group) && f.resource().equals(resource))
        .flatMap(f -> f.read(object))
        .flatMap(text -> Arrays.stream(text.replace(" ", "").split(",", -1)))
        .map(Hosts::plain)
        .filter(h -> !h.isEmpty() && !h.equals("*") && h.length() <= LONGEST)
        .distinct()
        .limit(MOST)
        .toList();
  }

  /** Normalizes a host. Istio writes a namespace before the host, and DNS allows a dot after it. */
  private static String plain(String text) {
    String host = text.strip().toLowerCase(Locale.ROOT);
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    return host.substring(host.indexOf('/') + 1, end);
  }

  static boolean isWildcard(String host) {
    return host.startsWith("*.");
  }

  /**
   * Whether the host can be reserved. A wildcard directly below a top-level domain covers the hosts
   * of too many users to be reserved for one of them.
   */
  static boolean reservable(String host) {
    return !isWildcard(host) || (host.indexOf('.', 2) > 0 && labels(host) <= DEEPEST + 1);
  }

  /** Returns the number of labels of a host, an asterisk included. */
  static int labels(String host) {
    return 1 + (int) host.chars().filter(c -> c == '.').count();
  }

  /** Returns what is left of a host with only its last labels. */
  static String tail(String host, int labels) {
    int dot = host.length();
    for (int i = 0; i < labels && dot >= 0; i++) {
      dot = host.lastIndexOf('.', dot - 1);
    }
    return host.substring(dot + 1);
  }

  /** Returns the domain below which a wildcard lies. */
  static String domain(String wildcard) {
    return wildcard.substring(2);
  }

  /**
   * Whether the first host covers all that the other covers. A wildcard covers hosts at any depth.
   */
  static boolean covers(String one, String other) {
    return one.equals(other) || (isWildcard(one) && other.endsWith(one.substring(1)));
  }

  /** Whether the owner of the first host may serve the other host, or a part of it. */
  static boolean overlap(String one, String other) {
    return covers(one, other) || covers(other, one);
  }
}
