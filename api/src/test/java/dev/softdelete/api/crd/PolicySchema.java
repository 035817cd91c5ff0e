package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.List;

final class PolicySchema {
  private PolicySchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "A SoftDeletePolicy selects the objects that are soft-deleted when somebody deletes them,"
            + " and says on which terms.");
    schema.setRequired(List.of("spec"));
    schema.setXKubernetesValidations(List.of(nameThatLeavesRoom()));
    Fields.describe(schema, "spec", "The objects that the policy covers, and the terms.");
    Fields.describe(schema, "status", "What the operator reports about the policy.");

    for (String rules : List.of("spec.resources", "spec.excludeResources")) {
      Fields.set(schema, rules + ".apiGroups");
      Fields.set(schema, rules + ".resources");
    }
    for (String requesters : List.of("spec.exemptRequesters", "spec.ignoreDeletesBy")) {
      Fields.set(schema, requesters + ".users");
      Fields.set(schema, requesters + ".groups");
      Fields.set(schema, requesters + ".serviceAccounts");
    }
    Fields.map(schema, "spec.matchConditions", "name");
    LabelSelectorSchema.complete(Fields.at(schema, "spec.namespaceSelector"));
    LabelSelectorSchema.complete(Fields.at(schema, "spec.objectSelector"));

    Fields.set(schema, "status.protectedResources");
    ConditionsSchema.complete(Fields.at(schema, "status.conditions"), "lastTransitionTime");
  }

  /**
   * The policy's admission policies have names with a prefix of ours and 253 characters at most.
   */
  private static ValidationRule nameThatLeavesRoom() {
    var rule = new ValidationRule();
    rule.setRule("self.metadata.name.size() <= 232");
    rule.setMessage("the name of a SoftDeletePolicy has at most 232 characters");
    return rule;
  }
}
