package dev.softdelete.operator.policy;

import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Determines which of the served kinds a policy covers. */
public final class CoveredKinds {
  /**
   * The verbs that are needed to notice a delete and to copy the object. The verbs create and patch
   * are not required: discovery no longer lists them for a definition that is being deleted, while
   * its objects still wait for their capture.
   */
  private static final Set<String> NEEDED = Set.of("get", "list", "watch", "delete");

  private CoveredKinds() {}

  public static List<ResourceType> of(SoftDeletePolicySpec spec, List<ResourceType> served) {
    return served.stream().filter(t -> covers(spec, t)).toList();
  }

  public static boolean covers(SoftDeletePolicySpec spec, ResourceType type) {
    return type.verbs().containsAll(NEEDED) && named(spec, type);
  }

  /** Whether the policy covers a kind that is already known to support watch and delete. */
  public static boolean named(SoftDeletePolicySpec spec, ResourceType type) {
    return names(spec.resources(), type)
        && !names(spec.excludeResources(), type)
        && !names(KindExclusions.ALWAYS, type);
  }

  /**
   * Returns the kinds that the policy names without wildcards and that the cluster does not serve.
   */
  public static List<String> unknown(SoftDeletePolicySpec spec, List<ResourceType> served) {
    var unknown = new ArrayList<String>();
    for (ResourceRule rule : spec.resources()) {
      for (String group : rule.apiGroups()) {
        for (String plural : rule.resources()) {
          boolean wildcard = group.equals("*") || plural.equals("*");
          if (!wildcard
              && served.stream()
                  .noneMatch(t -> names(List.of(ResourceRule.of(group, plural)), t))) {
            unknown.add(group.isEmpty() ? plural : plural + "." + group);
          }
        }
      }
    }
    return unknown;
  }

  /** Returns the kinds that the policy names without wildcards and that no policy may cover. */
  public static List<String> excluded(SoftDeletePolicySpec spec, List<ResourceType> served) {
    List<ResourceRule> naming = spec.resources().stream().filter(rule -> !wildcard(rule)).toList();
    return served.stream()
        .filter(t -> names(naming, t) && names(KindExclusions.ALWAYS, t))
        .map(ResourceType::groupResource)
        .toList();
  }

  /** Returns those of the kinds that the policy names without wildcards. */
  public static List<String> asked(SoftDeletePolicySpec spec, Set<ResourceType> kinds) {
    List<ResourceRule> naming = spec.resources().stream().filter(rule -> !wildcard(rule)).toList();
    return kinds.stream()
        .filter(t -> names(naming, t))
        .map(ResourceType::groupResource)
        .sorted()
        .toList();
  }

  /** Whether some kind may be covered by both policies. */
  static boolean overlap(SoftDeletePolicySpec a, SoftDeletePolicySpec b) {
    return a.resources().stream()
        .anyMatch(
            x ->
                b.resources().stream()
                    .anyMatch(
                        y ->
                            overlap(x.apiGroups(), y.apiGroups())
                                && overlap(x.resources(), y.resources())));
  }

  private static boolean overlap(List<String> a, List<String> b) {
    return a.contains("*") || b.contains("*") || a.stream().anyMatch(b::contains);
  }

  private static boolean wildcard(ResourceRule rule) {
    return rule.apiGroups().contains("*") || rule.resources().contains("*");
  }

  private static boolean names(List<ResourceRule> rules, ResourceType type) {
    return rules != null
        && rules.stream()
            .anyMatch(
                r -> matches(r.apiGroups(), type.group()) && matches(r.resources(), type.plural()));
  }

  private static boolean matches(List<String> allowed, String value) {
    return allowed.contains("*") || allowed.contains(value);
  }
}
