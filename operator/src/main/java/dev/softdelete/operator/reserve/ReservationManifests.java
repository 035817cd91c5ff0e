package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.ExemptRequesters;
import dev.softdelete.operator.admission.HostField;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.KindExclusions;
import java.util.Collection;
import java.util.List;

/**
 * The admission policy that refuses what is reserved for other tenants. It works without a running
 * operator.
 *
 * @param names the kinds whose names are reserved, or may be reserved
 * @param hosts the kinds that use DNS hosts; empty if nothing is reserved or may be reserved
 */
record ReservationManifests(
    OperatorIdentity operator, List<ResourceRule> names, List<ResourceRule> hosts) {
  static final String NAME = "softdelete-reservations";
  static final String POLICIES = "validatingadmissionpolicies";
  static final String BINDINGS = "validatingadmissionpolicybindings";
  private static final ResourceRule NAMESPACES = ResourceRule.of("", "namespaces");

  static ReservationManifests of(
      OperatorIdentity operator,
      List<SoftDeletePolicy> policies,
      Collection<NameReservation> reservations) {
    List<ResourceRule> names = ReservedKinds.named(policies, reservations);
    return new ReservationManifests(
        operator, names, names.isEmpty() ? List.of() : HostField.kinds());
  }

  boolean needed() {
    return !names.isEmpty();
  }

  ObjectNode policy() {
    ObjectNode manifest = manifest("ValidatingAdmissionPolicy");
    ObjectNode spec = manifest.putObject("spec").put("failurePolicy", "Fail");
    spec.putObject("paramKind")
        .put("apiVersion", ResourceType.RESERVED_NAMES.apiVersion())
        .put("kind", ResourceType.RESERVED_NAMES.kind());
    ObjectNode constraints = spec.putObject("matchConstraints");
    constraints.put("matchPolicy", "Equivalent");
    ArrayNode rules = constraints.putArray("resourceRules");
    // Cluster-scoped kinds have no tenants. Above all, the policy must not match the CRD of the
    // objects that it looks up.
    names.forEach(rule -> AdmissionRule.add(rules, "Namespaced", rule, "CREATE"));
    AdmissionRule.add(rules, "Cluster", NAMESPACES, "CREATE");
    hosts.forEach(rule -> AdmissionRule.add(rules, "Namespaced", rule, "CREATE", "UPDATE"));
    ArrayNode excluded = constraints.putArray("excludeResourceRules");
    KindExclusions.ALWAYS.forEach(rule -> AdmissionRule.add(excluded, "*", rule, "*"));
    ArrayNode conditions = spec.putArray("matchConditions");
    ExemptRequesters.system(operator).forEach(conditions::add);
    ReservationExpressions.write(spec);
    return manifest;
  }

  ObjectNode binding() {
    ObjectNode manifest = manifest("ValidatingAdmissionPolicyBinding");
    ObjectNode spec = manifest.putObject("spec").put("policyName", NAME);
    spec.putArray("validationActions").add("Deny");
    ObjectNode params = spec.putObject("paramRef").put("parameterNotFoundAction", "Allow");
    params.putObject("selector");
    return manifest;
  }

  private static ObjectNode manifest(String kind) {
    ObjectNode manifest =
        Json.object().put("apiVersion", AdmissionNames.API_VERSION).put("kind", kind);
    ManagedBy.label(manifest.putObject("metadata").put("name", NAME));
    return manifest;
  }
}
