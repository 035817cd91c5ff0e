package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.HostField;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.kube.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The expressions by which the API server reads the hosts of an object as {@link Hosts} does, and
 * looks them up. An expression may cost a million units, so the hosts are looked up in parts, each
 * by a variable of its own. Its cost depends on the hosts of the object, never on how many others
 * are reserved.
 */
final class HostExpressions {
  /** Hosts of 253 characters, and wildcards of each depth, cost less than the limit. */
  private static final int IN_A_PART = 750;

  private static final int PARTS = 6;

  /**
   * The maximum number of hosts of an object that are compared with what others have reserved. With
   * more, the cost of a request could exceed its limit.
   */
  static final int MOST = 4000;

  private HostExpressions() {}

  static ManifestTemplate fill(ManifestTemplate policy) {
    return policy
        .withExpression("mostHosts", String.valueOf(MOST))
        .withExpression("listed", listed("object"))
        .withExpression("listedBefore", listed("oldObject"))
        .withExpression("text", text("object"))
        .withExpression("textBefore", text("oldObject"))
        .withExpression("plain", plain("variables.text", "variables.unusual"))
        .withExpression("plainBefore", plain("variables.before", "variables.unusualBefore"))
        .with("parts", parts())
        .withExpression("refusedParts", refusedParts());
  }

  /** The length of the lists in which an object names hosts; 0 for a kind that has none. */
  private static String listed(String object) {
    return byKind(f -> f.celCount(object, MOST), "[", "].sum()", "0");
  }

  /** All host fields of an object as one string; '' for a kind that has none. */
  private static String text(String object) {
    return byKind(f -> f.cel(object), "[", "].join(',')", "''");
  }

  private static String byKind(
      Function<HostField, String> value, String before, String after, String otherwise) {
    Map<String, String> byKind =
        HostField.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    HostExpressions::isKind,
                    LinkedHashMap::new,
                    Collectors.mapping(value, Collectors.joining(", ", before, after))));
    var chain = new StringBuilder();
    byKind.forEach((kind, texts) -> chain.append(kind + " ? " + texts + " : "));
    return chain.append(otherwise).toString();
  }

  private static String isKind(HostField field) {
    return "request.resource.group == %s && request.resource.resource == %s"
        .formatted(Cel.quote(field.group()), Cel.quote(field.resource()));
  }

  /**
   * The hosts in the form in which they are reserved, each with a comma after it. Only texts with
   * unusual characters are treated host by host.
   */
  private static String plain(String text, String unusual) {
    return """
    ((%2$s ? \
    %1$s.replace(' ', '').split(',', %3$d).map(h, h.trim().lowerAscii())\
    .map(h, h.contains('/') ? h.split('/')[1] : h).join(',') : \
    %1$s.lowerAscii().replace(' ', '')) + ',').replace('.,', ',')\
    """
        .formatted(text, unusual, PARTS * IN_A_PART + 2);
  }

  private static List<ObjectNode> parts() {
    var variables = new ArrayList<ObjectNode>();
    String left = "variables.hosts";
    for (int part = 1; part <= PARTS; part++) {
      variables.add(variable("part" + part, "(%s).split(',', %d)".formatted(left, IN_A_PART + 1)));
      variables.add(variable("refused" + part, refused("variables.part" + part)));
      left =
          "variables.part%1$d.size() > %2$d ? variables.part%1$d[%2$d] : ''"
              .formatted(part, IN_A_PART);
    }
    variables.add(variable("rest", left));
    return variables;
  }

  private static ObjectNode variable(String name, String expression) {
    return Json.object().put("name", name).put("expression", expression);
  }

  private static String refusedParts() {
    return IntStream.rangeClosed(1, PARTS)
        .mapToObj(part -> "variables.refused" + part)
        .collect(Collectors.joining(" + "));
  }

  /**
   * The refused hosts of a part, whose last item may be the rest of the text. A reserved host
   * decides for itself, otherwise the longest reserved wildcard above it. A wildcard is also
   * refused if a host below it is reserved.
   */
  private static String refused(String part) {
    return """
    %1$s.filter(h, h.size() <= %2$d && !h.endsWith(',') && (\
    (h in variables.exact ? !variables.me.exists(k, k in variables.exact[h]) : \
    variables.depths.size() > 0 && [h.split('.').size()].exists(n, \
    [variables.depths.filter(d, d < n).map(d, h.split('.', n - d + 1)[n - d])\
    .filter(s, s in variables.wildcards)].exists(c, \
    c.size() > 0 && !variables.me.exists(k, k in variables.wildcards[c[0]])))) || \
    (h.startsWith('*.') && [h.split('.').size()].exists(n, \
    variables.below[?(n > %3$d ? h.split('.', n - %4$d)[n - %3$d + 1] : h.split('.', 2)[1])].orValue([])\
    .exists(g, !variables.me.exists(k, k in dyn(g)))))))\
    """
        .formatted(part, Hosts.LONGEST, Hosts.DEEPEST + 1, Hosts.DEEPEST - 1);
  }
}
