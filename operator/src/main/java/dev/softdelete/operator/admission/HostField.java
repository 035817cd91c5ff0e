package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.ResourceRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The place in an object that names the DNS hosts for which the object answers. The operator reads
 * it directly, and the API server reads it as CEL from the same description.
 *
 * @param group the API group, "" for the core group
 * @param resource the plural name
 * @param path the field names; names of lists end with {@code []}
 */
public record HostField(String group, String resource, List<String> path) {
  private static final String LIST = "[]";

  private static final List<HostField> FIELDS =
      List.of(
          of("networking.k8s.io", "ingresses", "spec", "rules[]", "host"),
          of("networking.k8s.io", "ingresses", "spec", "tls[]", "hosts[]"),
          of("gateway.networking.k8s.io", "httproutes", "spec", "hostnames[]"),
          of("gateway.networking.k8s.io", "grpcroutes", "spec", "hostnames[]"),
          of("gateway.networking.k8s.io", "tlsroutes", "spec", "hostnames[]"),
          of("gateway.networking.k8s.io", "gateways", "spec", "listeners[]", "hostname"),
          of("gateway.networking.k8s.io", "listenersets", "spec", "listeners[]", "hostname"),
          of("route.openshift.io", "routes", "spec", "host"),
          of("projectcontour.io", "httpproxies", "spec", "virtualhost", "fqdn"),
          of("networking.istio.io", "gateways", "spec", "servers[]", "hosts[]"),
          of("externaldns.k8s.io", "dnsendpoints", "spec", "endpoints[]", "dnsName"),
          annotation("networking.k8s.io", "ingresses", "nginx.ingress.kubernetes.io/server-alias"));

  /**
   * The annotations of external-dns, with its prefix since v0.22.0 and with the previous prefix.
   */
  private static final List<String> ANNOTATIONS =
      List.of(
          "external-dns.kubernetes.io/hostname",
          "external-dns.kubernetes.io/internal-hostname",
          "external-dns.alpha.kubernetes.io/hostname",
          "external-dns.alpha.kubernetes.io/internal-hostname");

  public static final List<HostField> ALL =
      Stream.concat(
              FIELDS.stream(),
              Stream.concat(kinds(FIELDS), Stream.of(ResourceRule.of("", "services")))
                  .flatMap(HostField::annotations))
          .toList();

  /** Returns one rule for each kind. A combined rule would also match kinds that are not meant. */
  public static List<ResourceRule> kinds() {
    return kinds(ALL).toList();
  }

  private static Stream<ResourceRule> kinds(List<HostField> fields) {
    return fields.stream().map(f -> ResourceRule.of(f.group(), f.resource())).distinct();
  }

  private static Stream<HostField> annotations(ResourceRule kind) {
    return ANNOTATIONS.stream()
        .map(name -> annotation(kind.apiGroups().getFirst(), kind.resources().getFirst(), name));
  }

  private static HostField annotation(String group, String resource, String name) {
    return of(group, resource, "metadata", "annotations", name);
  }

  private static HostField of(String group, String resource, String... path) {
    return new HostField(group, resource, List.of(path));
  }

  /** Returns the texts at this place. One text may contain several hosts, separated by commas. */
  public Stream<String> read(JsonNode object) {
    Stream<JsonNode> found = Stream.of(object);
    for (String field : path) {
      found = found.map(node -> node.path(name(field)));
      if (isList(field)) {
        found = found.flatMap(JsonNode::valueStream);
      }
    }
    return found.filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  /**
   * Returns a CEL expression for the same texts, joined by commas into one string.
   *
   * @param object a CEL expression for the object
   */
  public String cel(String object) {
    return cel("dyn(" + object + ")", 0);
  }

  private String cel(String node, int depth) {
    String value = value(node, depth);
    if (!isList(path.get(depth))) {
      return last(depth) ? value + "('')" : cel(value + "({})", depth + 1);
    }
    String item = "i" + depth;
    return last(depth)
        ? value + "([]).join(',')"
        : value + "([]).map(" + item + ", " + cel(item, depth + 1) + ").join(',')";
  }

  /**
   * Returns a CEL expression for the number of texts in lists, which costs little.
   *
   * @param most more items of an outer list than this are not looked into
   */
  public String celCount(String object, int most) {
    return path.stream().anyMatch(HostField::isList) ? count("dyn(" + object + ")", 0, most) : "0";
  }

  private String count(String node, int depth, int most) {
    String value = value(node, depth);
    if (!isList(path.get(depth))) {
      return last(depth) ? "1" : count(value + "({})", depth + 1, most);
    }
    String list = value + "([])";
    return last(depth) || path.stream().skip(depth + 1).noneMatch(HostField::isList)
        ? list + ".size()"
        : "(%1$s.size() > %2$d ? %1$s.size() : %1$s.map(i, %3$s).sum())"
            .formatted(list, most, count("i", depth + 1, most));
  }

  private String value(String node, int depth) {
    return node + "[?" + Cel.quote(name(path.get(depth))) + "].orValue";
  }

  private boolean last(int depth) {
    return depth == path.size() - 1;
  }

  private static boolean isList(String field) {
    return field.endsWith(LIST);
  }

  private static String name(String field) {
    return isList(field) ? field.substring(0, field.length() - LIST.length()) : field;
  }
}
