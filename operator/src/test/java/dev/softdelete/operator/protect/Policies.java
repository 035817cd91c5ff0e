package dev.softdelete.operator.protect;

import dev.softdelete.api.Limits;
import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.Mode;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.RetentionBounds;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.List;

/** Policies for the tests of this package. */
public final class Policies {
  static final ResourceRule EVERYTHING = new ResourceRule(List.of("*"), List.of("*"));

  private Policies() {}

  public static SoftDeletePolicySpec covering(ResourceRule rule) {
    return spec(List.of(rule), null, null, null, null, 0);
  }

  public static SoftDeletePolicySpec excluding(ResourceRule rule, ResourceRule excluded) {
    return spec(List.of(rule), List.of(excluded), null, null, null, 0);
  }

  public static SoftDeletePolicySpec where(String expression) {
    return spec(
        List.of(EVERYTHING), null, List.of(new MatchCondition("c", expression)), null, null, 0);
  }

  public static SoftDeletePolicySpec prior(int priority) {
    return spec(List.of(EVERYTHING), null, null, null, null, priority);
  }

  public static SoftDeletePolicySpec inNamespaces(String key, String value) {
    return spec(List.of(EVERYTHING), null, null, labels(key, value), null, 0);
  }

  public static SoftDeletePolicySpec labelled(String key, String value) {
    return spec(List.of(EVERYTHING), null, null, null, labels(key, value), 0);
  }

  public static SoftDeletePolicy named(String name, SoftDeletePolicySpec spec) {
    var policy = new SoftDeletePolicy();
    policy.getMetadata().setName(name);
    policy.setSpec(spec);
    return policy;
  }

  private static LabelSelector labels(String key, String value) {
    return new LabelSelectorBuilder().addToMatchLabels(key, value).build();
  }

  private static SoftDeletePolicySpec spec(
      List<ResourceRule> rules,
      List<ResourceRule> excluded,
      List<MatchCondition> conditions,
      LabelSelector namespaces,
      LabelSelector objects,
      int priority) {
    return new SoftDeletePolicySpec(
        rules,
        excluded,
        conditions,
        namespaces,
        objects,
        false,
        priority,
        "48h",
        RetentionBounds.DEFAULT,
        Mode.Archive,
        OnRecreate.Reject,
        OnRecreate.Allow,
        null,
        null,
        false,
        new Limits(null, null, null),
        false,
        null,
        false,
        null,
        null);
  }
}
