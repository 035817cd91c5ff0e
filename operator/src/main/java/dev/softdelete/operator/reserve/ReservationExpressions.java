package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.HostField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of {@link ReservationDecision} in CEL, evaluated for one ReservedNames at a time. */
final class ReservationExpressions {
  private static final String MINE = Tenancy.cel("r");

  private ReservationExpressions() {}

  static void write(ObjectNode spec) {
    ArrayNode variables = spec.putArray("variables");
    variables().forEach((name, e) -> variables.addObject().put("name", name).put("expression", e));
    ArrayNode validations = spec.putArray("validations");
    validation(
        validations,
        "variables.named.size() == 0 || variables.named.exists(r, " + MINE + ")",
        "request.kind.kind + ' ' + object.metadata.name + ' is a name that is reserved for another"
            + " tenant' + variables.named[0].?expirationTime.optMap(t, ' until ' + t).orValue('') +"
            + " '. Choose another, or have an administrator release it: kubectl delete"
            + " namereservation ' + variables.named[0].reservation",
        "this name is reserved for another tenant");
    validation(
        validations,
        "variables.refused.size() == 0",
        "'The host ' + variables.refused[0] + ' is reserved for another tenant' +"
            + " params.spec.?hosts[?variables.refused[0]].orValue([]).map(r,"
            + " r.?expirationTime.optMap(t, ' until ' + t).orValue('') + '. Choose another, or have"
            + " an administrator release it: kubectl delete namereservation ' +"
            + " r.reservation).join(';')",
        "this host is reserved for another tenant");
  }

  private static Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put(
        "isNamespace", "request.resource.group == '' && request.resource.resource == 'namespaces'");
    variables.put("place", "variables.isNamespace ? '' : string(request.?namespace.orValue(''))");
    variables.put(
        "labels",
        "variables.isNamespace ? dyn(object).metadata.?labels.orValue({}) :"
            + " namespaceObject == null ? dyn({}) :"
            + " dyn(namespaceObject.metadata.?labels.orValue({}))");
    variables.put(
        "key",
        "request.resource.resource + (request.resource.group == '' ? '' : '.' +"
            + " request.resource.group) + '/' + variables.place + '/' +"
            + " object.metadata.?name.orValue('')");
    variables.put(
        "named",
        "request.operation == 'CREATE' ? params.spec.?names[?variables.key].orValue([]) : []");
    variables.put("hosts", Hosts.cel("(" + texts("object") + ")"));
    variables.put(
        "before", "oldObject == null ? [] : " + Hosts.cel("(" + texts("oldObject") + ")"));
    variables.put("added", "variables.hosts.filter(h, !(h in variables.before))");
    variables.put(
        "refused",
        "variables.added.filter(h, !((h in params.spec.?hosts.orValue({}) ? "
            + forMe("params.spec.hosts[h]")
            + " : params.spec.?wildcards.orValue({}).all(w, !h.endsWith(w) ||"
            + " params.spec.wildcards.exists(v, v.size() > w.size() && h.endsWith(v)) || "
            + forMe("params.spec.wildcards[w]")
            + ")) && (!h.startsWith('*.') || params.spec.?hosts.orValue({}).all(k,"
            + " !k.endsWith(h.substring(1)) || "
            + forMe("params.spec.hosts[k]")
            + "))))");
    return variables;
  }

  private static String forMe(String holders) {
    return "%s.exists(r, %s)".formatted(holders, MINE);
  }

  /**
   * Returns an expression for all host fields of an object as one string; '' for any other kind.
   */
  private static String texts(String object) {
    Map<String, String> byKind =
        HostField.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    ReservationExpressions::isKind,
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

  private static void validation(
      ArrayNode validations, String expression, String message, String otherwise) {
    validations
        .addObject()
        .put("expression", expression)
        .put("reason", "Forbidden")
        .put("messageExpression", message)
        .put("message", otherwise);
  }
}
