package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WrittenManifest;
import dev.softdelete.operator.kube.AddressableName;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import dev.softdelete.operator.policy.ProtectedKinds;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.policy.TermsMark;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Builds the admission policies of the API server for a policy. There are two: <i>protect</i> adds
 * the finalizer to the objects that the policy selects, and its mark to those whose terms it sets.
 * <i>Keep</i> adds both again to every object that had them, because coverage is sticky.
 */
public final class ProtectionManifests {
  /** The start of the names of conditions that leave out objects. */
  static final String EXCLUSION = SoftDelete.GROUP + "/not-";

  private static final ManifestTemplate KEEP = template("keep.yaml");
  private static final ManifestTemplate KEEP_BINDING = template("keep-binding.yaml");
  private static final ManifestTemplate PROTECT = template("protect.yaml");
  private static final ManifestTemplate PROTECT_BINDING = template("protect-binding.yaml");
  private static final ManifestTemplate CANARY_BINDING = template("canary-binding.yaml");

  private final SoftDeletePolicy policy;
  private final ProtectedKinds kinds;
  private final OperatorIdentity operator;
  private final String wins;

  /**
   * Creates the manifests.
   *
   * @param before the policies that set the terms of an object that both select
   * @param kinds the kinds that the policy covers
   */
  public ProtectionManifests(
      SoftDeletePolicy policy,
      List<SoftDeletePolicy> before,
      ProtectedKinds kinds,
      OperatorIdentity operator) {
    this.policy = policy;
    this.kinds = kinds;
    this.operator = operator;
    this.wins = WinningCondition.of(policy, before);
  }

  private static ManifestTemplate template(String file) {
    return ManifestTemplate.beside(ProtectionManifests.class, file);
  }

  /**
   * Returns the manifests in the order in which they must be written. The binding of the canary is
   * the last one.
   */
  public List<AdmissionManifest> all() {
    return List.of(
        manifest(AdmissionNames.POLICIES, keep()),
        manifest(AdmissionNames.BINDINGS, KEEP_BINDING.with("name", keepName())),
        manifest(AdmissionNames.POLICIES, protect()),
        manifest(AdmissionNames.BINDINGS, protectBinding()),
        manifest(AdmissionNames.BINDINGS, canaryBinding()));
  }

  /**
   * Returns a manifest that contains the expressions and selectors of the user and little else. The
   * API server's error message about it tells the user what to correct.
   */
  AdmissionManifest asWrittenByTheUser() {
    return manifest(AdmissionNames.POLICIES, protect().withExpression("wins", "true"));
  }

  private AdmissionManifest manifest(String plural, ManifestTemplate template) {
    return new AdmissionManifest(
        plural, WrittenManifest.stamped(template.with("policy", policyName()).json()));
  }

  /**
   * Returns the name of a ConfigMap in the operator's namespace that exactly this generation of the
   * policy protects.
   */
  public String canaryName() {
    // A policy that stops enforcing is recognized by the canary that it had.
    var spec = Json.tree(policy.getSpec()).without("enforcement");
    byte[] edition =
        (policy.getMetadata().getUid() + spec + wins + kindsOf(kinds))
            .getBytes(StandardCharsets.UTF_8);
    return "softdelete-canary-" + SnapshotCodec.sha256(edition).substring(0, 16);
  }

  /** Returns a text that changes whenever the way of a kind's objects to the finalizer changes. */
  private static String kindsOf(ProtectedKinds kinds) {
    return ProtectedKinds.names(kinds.inForce()) + " " + ProtectedKinds.names(kinds.onUpdate());
  }

  private String policyName() {
    return policy.getMetadata().getName();
  }

  private String protectName() {
    return AdmissionNames.protect(policyName());
  }

  private String keepName() {
    return AdmissionNames.keep(policyName());
  }

  private ManifestTemplate keep() {
    return KEEP.with("name", keepName())
        .with("updates", updates(policy.getSpec()))
        .with("creates", AdmissionRule.of(policy.getSpec().resources(), "CREATE"))
        .with("mark", TermsMark.of(policy))
        .withExpression("wins", wins)
        .with("operator", operator.username());
  }

  private ManifestTemplate protect() {
    SoftDeletePolicySpec spec = policy.getSpec();
    return PROTECT
        .with("name", protectName())
        .with("covered", covered(spec))
        .with("canary", canaryName())
        .with("neverCovered", AdmissionRule.of(KindExclusions.ALWAYS, "*"))
        .withExpression(
            "systemNamespaces", Cel.list(Scope.namespacesNeverCovered(operator.namespace())))
        .with("mark", TermsMark.of(policy))
        .withExpression("wins", wins)
        .withExpression("isCanary", isCanary())
        .withExpression(
            "canBeTakenOff",
            "(%s) || (%s)".formatted(isCanary(), KindRules.canBeTakenOff(kinds, operator)))
        .withExpression("longestName", Integer.toString(AddressableName.LONGEST))
        .with("exclusions", ObjectExclusion.conditions(EXCLUSION, spec))
        .with("matchConditions", matchConditionsOrCanary());
  }

  private ManifestTemplate protectBinding() {
    SoftDeletePolicySpec spec = policy.getSpec();
    return PROTECT_BINDING
        .with("name", protectName())
        .with("namespaceSelector", spec.namespaceSelector())
        .with("objectSelector", spec.objectSelector())
        .with("covered", AdmissionRule.of(KindRules.inForce(kinds), "CREATE", "UPDATE"))
        .with("excluded", AdmissionRule.of(orEmpty(spec.excludeResources()), "*"));
  }

  private ManifestTemplate canaryBinding() {
    return CANARY_BINDING
        .with("name", AdmissionNames.canary(policyName()))
        .with("policyName", protectName())
        .with("canary", canaryName());
  }

  private List<MatchCondition> matchConditionsOrCanary() {
    return orEmpty(policy.getSpec().matchConditions()).stream()
        .map(
            c ->
                new MatchCondition(
                    c.name(), "(%s) || (%s\n)".formatted(isCanary(), c.expression())))
        .toList();
  }

  private String isCanary() {
    return """
    request.resource.group == '' && request.resource.resource == 'configmaps' && \
    has(request.namespace) && request.namespace == %s && \
    has(object.metadata.name) && object.metadata.name == %s\
    """
        .formatted(Cel.quote(operator.namespace()), Cel.quote(canaryName()));
  }

  /** Returns the requests by which an object may lose the finalizer, also by its subresources. */
  private static List<AdmissionRule> updates(SoftDeletePolicySpec spec) {
    return AdmissionRule.of(AdmissionRule.withSubresources(spec.resources()), "UPDATE");
  }

  private static List<AdmissionRule> covered(SoftDeletePolicySpec spec) {
    return AdmissionRule.of(spec.resources(), "CREATE", "UPDATE");
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }
}
