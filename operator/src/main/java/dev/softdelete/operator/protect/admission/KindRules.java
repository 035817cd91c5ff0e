package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.ResourceRule;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names kinds in the rules of admission policies. */
final class KindRules {
  /** No rule at all would select every kind, so this one names a kind that does not exist. */
  private static final List<ResourceRule> NO_KIND =
      List.of(ResourceRule.of("softdelete.dev", "nothing"));

  private KindRules() {}

  /** Returns a rule for each API group, in order. */
  static List<ResourceRule> of(Set<ResourceType> kinds) {
    var plurals = new TreeMap<String, TreeSet<String>>();
    for (ResourceType type : kinds) {
      plurals.computeIfAbsent(type.group(), g -> new TreeSet<>()).add(type.plural());
    }
    return plurals.entrySet().stream()
        .map(group -> new ResourceRule(List.of(group.getKey()), List.copyOf(group.getValue())))
        .toList();
  }

  /** Returns the rules for the kinds whose objects get the finalizer. */
  static List<ResourceRule> inForce(ProtectedKinds kinds) {
    List<ResourceRule> rules = of(kinds.inForce());
    return rules.isEmpty() ? NO_KIND : rules;
  }

  /**
   * Returns a CEL expression for whether the API server will accept the update that takes the
   * finalizer off. For a kind that judges changes, an update of the operator shows it.
   */
  static String canBeTakenOff(ProtectedKinds kinds, OperatorIdentity operator) {
    return "(request.operation == 'UPDATE' && request.userInfo.username == %s) || %s"
        .formatted(Cel.quote(operator.username()), KindCondition.noneOf(of(kinds.onUpdate())));
  }
}
