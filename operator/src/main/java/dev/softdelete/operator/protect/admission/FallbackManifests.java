package dev.softdelete.operator.protect.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WebhookReach;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds webhook configurations that replace {@link ProtectionManifests} and the chart's
 * MutatingAdmissionPolicy on servers before Kubernetes 1.36. The API server still decides which
 * objects are covered. The webhook only applies its one change to each object that it receives.
 */
public final class FallbackManifests {
  public static final String PROTECT_PATH = "/protect";
  public static final String REQUESTER_PATH = "/requester";
  static final String PLURAL = "mutatingwebhookconfigurations";
  static final String LABEL = SoftDelete.GROUP + "/fallback";
  static final String OF_A_POLICY = "policy";

  /**
   * The name sorts after the configuration with the webhook that answers creates. So the API server
   * calls that webhook first, whose answer may be a different object.
   */
  private static final String NAME = "soft-delete-fallback";

  /**
   * The timeout of the webhook that adds the finalizer. Every create of a covered object waits for
   * it.
   */
  private static final int PROTECT_SECONDS = 3;

  private static final int REQUESTER_SECONDS = 10;
  private static final List<String> RESTORE_ANNOTATIONS =
      List.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.RESTORE_AS_ANNOTATION,
          SoftDelete.RESTORE_NAMESPACE_ANNOTATION);

  /** The spec fields whose change leads to a stamp, and the stamps themselves. */
  private static final List<String> STAMPED =
      List.of("purgeTime", "legalHold", "restoreRequestedBy", "purgeTimeMovedBy", "legalHoldBy");

  private final OperatorIdentity operator;
  private final WebhookReach.ClientConfig address;

  public FallbackManifests(OperatorIdentity operator, WebhookReach.ClientConfig address) {
    this.operator = operator;
    this.address = address;
  }

  static String name(String policy) {
    return NAME + "-" + policy;
  }

  /**
   * Returns the configuration of a policy. Its webhooks add the finalizer, add it again after it
   * was removed, and answer the canary.
   */
  public AdmissionManifest of(SoftDeletePolicy policy) {
    ObjectNode configuration = configuration(name(policy.getMetadata().getName()), OF_A_POLICY);
    ArrayNode webhooks = configuration.putArray("webhooks");
    keep(webhooks, policy.getSpec());
    protect(webhooks, policy.getSpec());
    canary(webhooks, new ProtectionManifests(policy, operator).canaryName());
    return new AdmissionManifest(PLURAL, configuration);
  }

  /**
   * Returns the configuration that stamps the user who asks for a restore, moves the purge time, or
   * sets or lifts a legal hold. Requests fail if the webhook does not answer: the API server
   * refuses a request without the stamp anyway.
   */
  public AdmissionManifest requester() {
    ObjectNode configuration = configuration(NAME, "requester");
    // Users see this name in the error if the webhook does not answer.
    ObjectNode webhook =
        webhook(
            configuration.putArray("webhooks"),
            "stamps-who-asks-for-a-restore.soft-delete-operator",
            REQUESTER_PATH);
    webhook.put("failurePolicy", "Fail").put("timeoutSeconds", REQUESTER_SECONDS);
    addRule(
        webhook.putArray("rules"),
        ResourceRule.of(SoftDelete.GROUP, "deletedresources"),
        List.of("UPDATE"),
        false);
    ArrayNode conditions = webhook.putArray("matchConditions");
    condition(conditions, "not-the-operator", ProtectionManifests.notThe(operator));
    condition(conditions, "asks-or-forges", asksOrForges());
    return new AdmissionManifest(PLURAL, configuration);
  }

  private void keep(ArrayNode webhooks, SoftDeletePolicySpec covered) {
    ObjectNode webhook = protecting(webhooks, "keep");
    ArrayNode rules = webhook.putArray("rules");
    covered.resources().forEach(rule -> addRule(rules, rule, List.of("UPDATE"), true));
    ArrayNode conditions = webhook.putArray("matchConditions");
    condition(conditions, "had-finalizer", ProtectionManifests.HAD_FINALIZER);
    condition(conditions, "lacks-finalizer", ProtectionManifests.LACKS_FINALIZER);
    condition(conditions, "not-the-operator", ProtectionManifests.notThe(operator));
  }

  private void protect(ArrayNode webhooks, SoftDeletePolicySpec covered) {
    ObjectNode webhook = protecting(webhooks, "protect");
    ArrayNode rules = webhook.putArray("rules");
    covered.resources().forEach(rule -> addRule(rules, rule, List.of("CREATE", "UPDATE"), false));
    if (covered.namespaceSelector() != null) {
      webhook.set("namespaceSelector", Json.tree(covered.namespaceSelector()));
    }
    if (covered.objectSelector() != null) {
      webhook.set("objectSelector", Json.tree(covered.objectSelector()));
    }
    ArrayNode conditions = webhook.putArray("matchConditions");
    condition(conditions, "lacks-finalizer", ProtectionManifests.LACKS_FINALIZER);
    condition(conditions, "alive", ProtectionManifests.ALIVE);
    condition(conditions, "not-orphaned", ProtectionManifests.NOT_ORPHANED);
    condition(conditions, "not-system", ProtectionManifests.outsideSystemNamespaces(operator));
    List<ResourceRule> excluded = new ArrayList<>(KindExclusions.ALWAYS);
    excluded.addAll(Optional.ofNullable(covered.excludeResources()).orElse(List.of()));
    condition(conditions, "not-excluded", KindCondition.noneOf(excluded));
    for (ObjectExclusion e : ObjectExclusion.of(Boolean.TRUE.equals(covered.includeOwned()))) {
      condition(conditions, "not-" + e.name(), "!(" + e.excluded() + ")");
    }
    for (MatchCondition c : Optional.ofNullable(covered.matchConditions()).orElse(List.of())) {
      conditions.addObject().put("name", c.name()).put("expression", c.expression());
    }
  }

  private void canary(ArrayNode webhooks, String name) {
    ObjectNode webhook = protecting(webhooks, "canary");
    addRule(webhook.putArray("rules"), ResourceRule.of("", "configmaps"), List.of("CREATE"), false);
    webhook
        .putObject("namespaceSelector")
        .putObject("matchLabels")
        .put("kubernetes.io/metadata.name", operator.namespace());
    condition(
        webhook.putArray("matchConditions"),
        "canary",
        "has(object.metadata.name) && object.metadata.name == " + Cel.quote(name));
  }

  private ObjectNode protecting(ArrayNode webhooks, String what) {
    return webhook(webhooks, what, PROTECT_PATH)
        .put("failurePolicy", "Ignore")
        .put("timeoutSeconds", PROTECT_SECONDS);
  }

  private ObjectNode webhook(ArrayNode webhooks, String what, String path) {
    ObjectNode webhook = webhooks.addObject().put("name", what + "." + SoftDelete.GROUP);
    webhook.set("clientConfig", address.of(path));
    webhook
        .put("sideEffects", "None")
        .put("matchPolicy", "Equivalent")
        .put("reinvocationPolicy", "IfNeeded");
    webhook.putArray("admissionReviewVersions").add("v1");
    return webhook;
  }

  private static ObjectNode configuration(String name, String purpose) {
    ObjectNode configuration =
        Json.object()
            .put("apiVersion", AdmissionNames.API_VERSION)
            .put("kind", "MutatingWebhookConfiguration");
    ObjectNode metadata = configuration.putObject("metadata").put("name", name);
    metadata.putObject("labels").put(ManagedBy.LABEL, ManagedBy.OPERATOR).put(LABEL, purpose);
    return configuration;
  }

  private static void addRule(
      ArrayNode rules, ResourceRule rule, List<String> operations, boolean subresources) {
    ProtectionManifests.addRule(rules, rule, operations, subresources).put("scope", "*");
  }

  /**
   * Returns the CEL condition under which a request needs a stamp, or forges one that must be
   * undone.
   */
  private static String asksOrForges() {
    return Cel.list(RESTORE_ANNOTATIONS)
        + ".exists(a, object.metadata.?annotations.orValue({})[?a] !="
        + " oldObject.metadata.?annotations.orValue({})[?a]) || "
        + Cel.list(STAMPED)
        + ".exists(f, dyn(object).spec[?f] != dyn(oldObject).spec[?f])";
  }

  private static void condition(ArrayNode conditions, String name, String expression) {
    conditions.addObject().put("name", SoftDelete.GROUP + "/" + name).put("expression", expression);
  }
}
