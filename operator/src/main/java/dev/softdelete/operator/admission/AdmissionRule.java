package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.ResourceRule;
import java.util.List;

/**
 * Builds the rules by which the API server decides which webhook or policy applies to a request.
 */
public final class AdmissionRule {
  private AdmissionRule() {}

  /**
   * Adds a rule for every version of the given kinds.
   *
   * @param scope Cluster, Namespaced or *
   * @param operations CREATE, UPDATE, DELETE or *
   */
  public static void add(ArrayNode rules, String scope, ResourceRule kinds, String... operations) {
    ObjectNode rule = rules.addObject().put("scope", scope);
    kinds.apiGroups().forEach(rule.putArray("apiGroups")::add);
    rule.putArray("apiVersions").add("*");
    List.of(operations).forEach(rule.putArray("operations")::add);
    kinds.resources().forEach(rule.putArray("resources")::add);
  }
}
