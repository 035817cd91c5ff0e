package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.admission.HostField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The DNS hosts for which an object answers. */
final class Hosts {
  private static final int MOST = 5000;
  private static final int LONGEST = 253;

  private Hosts() {}

  /**
   * In lower case, without doubles and, as external-dns reads them, spaces; none for a kind that
   * has no hosts.
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

  /** Istio writes a namespace before the host, and DNS a dot behind it. */
  private static String plain(String text) {
    String host = text.strip().toLowerCase(Locale.ROOT);
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    return host.substring(host.indexOf('/') + 1, end);
  }

  /** The hosts of such a string of {@link HostField#cel}s, in CEL. */
  static String cel(String expressions) {
    return expressions
        + ".replace(' ', '').split(',').map(h, h.trim().lowerAscii())"
        + ".map(h, h.contains('/') ? h.split('/')[1] : h)"
        + ".map(h, h.endsWith('.') ? h.substring(0, h.size() - 1) : h)"
        + ".filter(h, h != '' && h != '*')";
  }

  static boolean isWildcard(String host) {
    return host.startsWith("*.");
  }

  /** What is right below a top-level domain is too many people's to be held for one of them. */
  static boolean reservable(String host) {
    return !isWildcard(host) || host.indexOf('.', 2) > 0;
  }

  /** Whether the one answers for all that the other does; a wildcard for any depth. */
  static boolean covers(String one, String other) {
    return one.equals(other) || (isWildcard(one) && other.endsWith(one.substring(1)));
  }

  /** Whether somebody who has the one may answer for the other, or for a part of it. */
  static boolean overlap(String one, String other) {
    return covers(one, other) || covers(other, one);
  }
}
