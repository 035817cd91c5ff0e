package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.HostField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads and compares the DNS hosts that an object serves. */
final class Hosts {
  private static final int MOST = 5000;
  private static final int LONGEST = 253;

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

  /**
   * Returns a CEL expression for the same hosts.
   *
   * @param object a CEL expression for the object
   */
  static String cel(String object) {
    return """
    (%s)\
    .replace(' ', '').split(',').map(h, h.trim().lowerAscii())\
    .map(h, h.contains('/') ? h.split('/')[1] : h)\
    .map(h, h.endsWith('.') ? h.substring(0, h.size() - 1) : h)\
    .filter(h, h != '' && h != '*')\
    """
        .formatted(texts(object));
  }

  /** Returns an expression for all host fields as one string; '' for any other kind. */
  private static String texts(String object) {
    Map<String, String> byKind =
        HostField.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    Hosts::isKind,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        f -> f.cel(object), Collectors.joining(", ", "[", "].join(',')"))));
    var chain = new StringBuilder();
    byKind.forEach((condition, texts) -> chain.append(condition + " ? " + texts + " : "));
    return chain.append("''").toString();
  }

  private static String isKind(HostField field) {
    return "request.resource.group == %s && request.resource.resource == %s"
        .formatted(Cel.quote(field.group()), Cel.quote(field.resource()));
  }

  static boolean isWildcard(String host) {
    return host.startsWith("*.");
  }

  /**
   * Whether the host can be reserved. A wildcard directly below a top-level domain covers the hosts
   * of too many users to be reserved for one of them.
   */
  static boolean reservable(String host) {
    return !isWildcard(host) || host.indexOf('.', 2) > 0;
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
