package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.kube.AddressableName;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import dev.softdelete.operator.policy.ProtectedKinds;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.policy.TermsMark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds webhook configurations that replace {@link ProtectionManifests} and the chart's
 * MutatingAdmissionPolicy on servers before Kubernetes 1.36. The API server still decides which
 * objects are covered. The webhook only applies its one change to each object that it receives.
 */
public final class FallbackManifests {
  public static final String PROTECT_PATH = "/protect";
  public static final String KEEP_PATH = "/keep";
  public static final String REQUESTER_PATH = "/requester";
  static final String PLURAL = "mutatingwebhookconfigurations";
  static final String LABEL = SoftDelete.GROUP + "/fallback";
  static final String OF_A_POLICY = "policy";

  /**
   * The name sorts after the configuration with the webhook that answers creates. So the API server
   * calls that webhook first, whose answer may be a different object.
   */
  private static final String NAME = "soft-delete-fallback";

  private static final ManifestTemplate OF_POLICY = template("fallback.yaml");
  private static final ManifestTemplate REQUESTER = template("requester.yaml");

  private final OperatorIdentity operator;
  private final WebhookReach.ClientConfig address;

  public FallbackManifests(OperatorIdentity operator, WebhookReach.ClientConfig address) {
    this.operator = operator;
    this.address = address;
  }

  private static ManifestTemplate template(String file) {
    return ManifestTemplate.beside(FallbackManifests.class, file);
  }

  static String name(String policy) {
    return NAME + "-" + policy;
  }

  /**
   * Returns the configuration of a policy. Its webhooks add the finalizer, add it again after it
   * was removed, and answer the canary.
   *
   * @param kinds the kinds that the policy covers
   */
  public AdmissionManifest of(SoftDeletePolicy policy, ProtectedKinds kinds) {
    SoftDeletePolicySpec spec = policy.getSpec();
    List<ResourceRule> withSubresources = AdmissionRule.withSubresources(spec.resources());
    return manifest(
        OF_POLICY
            .with("name", name(policy.getMetadata().getName()))
            .with("clientConfig", address.of(PROTECT_PATH))
            .with("keepConfig", address.of(KEEP_PATH))
            .with("mark", TermsMark.of(policy))
            .with("creates", AdmissionRule.scoped("*", spec.resources(), "CREATE"))
            .with("updates", AdmissionRule.scoped("*", withSubresources, "UPDATE"))
            .with("covered", AdmissionRule.scoped("*", spec.resources(), "CREATE", "UPDATE"))
            .with("namespaceSelector", spec.namespaceSelector())
            .with("objectSelector", spec.objectSelector())
            .with("namespace", operator.namespace())
            .withExpression(
                "systemNamespaces", Cel.list(Scope.namespacesNeverCovered(operator.namespace())))
            .withExpression("notExcluded", notExcluded(spec, kinds))
            .withExpression("canBeTakenOff", KindRules.canBeTakenOff(kinds, operator))
            .withExpression("longestName", Integer.toString(AddressableName.LONGEST))
            .with("exclusions", ObjectExclusion.conditions(ProtectionManifests.EXCLUSION, spec))
            .with("matchConditions", orEmpty(spec.matchConditions()))
            .with(
                "canary",
                new ProtectionManifests(policy, List.of(), kinds, operator).canaryName()));
  }

  /**
   * Returns the configuration that stamps the user who asks for a restore, moves the purge time, or
   * sets or lifts a legal hold.
   */
  public AdmissionManifest requester() {
    return manifest(REQUESTER.with("name", NAME).with("clientConfig", address.of(REQUESTER_PATH)));
  }

  private AdmissionManifest manifest(ManifestTemplate template) {
    return new AdmissionManifest(PLURAL, template.with("operator", operator.username()).json());
  }

  /** Returns a condition, because the rules of webhooks cannot exclude kinds. */
  private static String notExcluded(SoftDeletePolicySpec spec, ProtectedKinds kinds) {
    return KindCondition.noneOf(
        Stream.of(
                KindExclusions.ALWAYS,
                orEmpty(spec.excludeResources()),
                KindRules.of(kinds.withoutPatch()))
            .flatMap(List::stream)
            .toList());
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }
}
