package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.ExemptRequesters;
import dev.softdelete.operator.admission.HostField;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.admission.OperatorIdentity;
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

  private static final ManifestTemplate POLICY = template("policy.yaml");
  private static final ManifestTemplate BINDING = template("binding.yaml");

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
    return HostExpressions.fill(POLICY)
        .with("name", NAME)
        .with("names", AdmissionRule.scoped("Namespaced", names, "CREATE"))
        .with("hosts", AdmissionRule.scoped("Namespaced", hosts, "CREATE", "UPDATE"))
        .with("neverCovered", AdmissionRule.scoped("*", KindExclusions.ALWAYS, "*"))
        .with("notExempt", ExemptRequesters.system(operator))
        .json();
  }

  ObjectNode binding() {
    return BINDING.with("name", NAME).json();
  }

  private static ManifestTemplate template(String file) {
    return ManifestTemplate.beside(ReservationManifests.class, file);
  }
}
