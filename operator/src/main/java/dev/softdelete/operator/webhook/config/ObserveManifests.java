package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.CelConditions;
import dev.softdelete.operator.admission.ExemptRequesters;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.observe.Observations;
import dev.softdelete.operator.observe.ObserveHandler;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.webhook.Routes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the webhook configuration of a policy that only observes. The API server decides, by the
 * rules and expressions by which it would enforce the policy, which requests are counted. Each
 * policy has its own configuration, so that an expression that does not compile affects no other.
 *
 * @param config returns how the API server calls one of our paths
 */
record ObserveManifests(OperatorIdentity operator, RequesterLists requesters, Address config) {
  static final String PLURAL = "validatingwebhookconfigurations";

  private static final ManifestTemplate OBSERVE = template("observe.yaml");
  private static final ManifestTemplate CREATE = template("observe-create.yaml");

  /** Returns the client configuration for a path. */
  @FunctionalInterface
  interface Address {
    ObjectNode of(String path);
  }

  private static ManifestTemplate template(String file) {
    return ManifestTemplate.beside(ObserveManifests.class, file);
  }

  static String name(SoftDeletePolicy policy) {
    return "soft-delete-observe-" + Observations.id(policy);
  }

  AdmissionManifest of(SoftDeletePolicy policy) {
    SoftDeletePolicySpec spec = policy.getSpec();
    return new AdmissionManifest(
        PLURAL,
        OBSERVE
            .with("name", name(policy))
            .with("policy", policy.getMetadata().getName())
            .with("deleteName", webhook(policy, ObserveHandler.DELETE))
            .with("deleteConfig", config(policy, ObserveHandler.DELETE))
            .with("rootName", webhook(policy, ObserveHandler.ROOT))
            .with("rootConfig", config(policy, ObserveHandler.ROOT))
            .with("deletes", AdmissionRule.scoped("*", spec.resources(), "DELETE"))
            .with("namespaceSelector", spec.namespaceSelector())
            .with("objectSelector", spec.objectSelector())
            .withExpression("systemNamespaces", systemNamespaces())
            .with("notExcluded", notExcluded("softdelete.dev/not-excluded", spec))
            .with(
                "exclusions",
                ofDeleted(ObjectExclusion.conditions(SoftDelete.GROUP + "/not-", spec)))
            .with("matchConditions", ofDeleted(orEmpty(spec.matchConditions())))
            .with("creates", creates(policy))
            .json());
  }

  private List<ObjectNode> creates(SoftDeletePolicy policy) {
    SoftDeletePolicySpec spec = policy.getSpec();
    return RecreateReach.of(spec).stream()
        .map(
            reach ->
                CREATE
                    .with("name", webhook(policy, reach.name()))
                    .with("clientConfig", config(policy, ObserveHandler.CREATE))
                    .with("creates", reach.creates())
                    .with("namespaceSelector", reach.namespaceSelector())
                    .with("reached", reach.conditions())
                    .with(
                        "notExempt", ExemptRequesters.conditions(operator, spec.exemptRequesters()))
                    .with("neverRefused", RecreateConditions.of(spec, requesters))
                    .withExpression("systemNamespaces", systemNamespaces())
                    .with("notExcluded", notExcluded("not-excluded", spec))
                    .with("exclusions", ObjectExclusion.conditions("not-", spec))
                    .json())
        .toList();
  }

  /**
   * A delete has no {@code object}, over which conditions are written. The variable of a macro
   * takes the place of the one of the same name.
   */
  private static List<MatchCondition> ofDeleted(List<MatchCondition> conditions) {
    return conditions.stream()
        .map(
            c ->
                new MatchCondition(
                    c.name(), "[oldObject].all(object, (%s\n))".formatted(c.expression())))
        .toList();
  }

  private String systemNamespaces() {
    return Cel.list(Scope.namespacesNeverCovered(operator.namespace()));
  }

  private ObjectNode config(SoftDeletePolicy policy, String part) {
    return config.of(Routes.OBSERVE + "/" + Observations.id(policy) + "/" + part);
  }

  private static String webhook(SoftDeletePolicy policy, String part) {
    return Observations.id(policy) + "." + part + ".observe." + SoftDelete.GROUP;
  }

  private static List<MatchCondition> notExcluded(String name, SoftDeletePolicySpec spec) {
    return CelConditions.none(
        name,
        Stream.concat(KindExclusions.ALWAYS.stream(), orEmpty(spec.excludeResources()).stream())
            .map(KindCondition::of)
            .toList());
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }
}
