package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.CelConditions;
import dev.softdelete.operator.admission.ExemptRequesters;
import dev.softdelete.operator.admission.HostField;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import dev.softdelete.operator.protect.admission.ProtectionManifests;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import dev.softdelete.operator.webhook.CallerSecret;
import dev.softdelete.operator.webhook.Routes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the webhook configurations for the policies. The API server decides by them which requests
 * reach us: requests that concern no policy never do.
 */
final class WebhookManifests {
  static final String NAME = "soft-delete";

  private final OperatorIdentity operator;
  private final WebhookAddress address;
  private final CallerSecret caller;
  private final String caBundle;

  /**
   * Creates manifests that make the API server call with the given secret.
   *
   * @param caBundle the authorities to trust, in PEM encoded as base64
   */
  WebhookManifests(
      OperatorIdentity operator, WebhookAddress address, CallerSecret caller, String caBundle) {
    this.operator = operator;
    this.address = address;
    this.caller = caller;
    this.caBundle = caBundle;
  }

  ObjectNode mutating(List<SoftDeletePolicy> policies) {
    ObjectNode configuration = configuration("MutatingWebhookConfiguration");
    ArrayNode webhooks = configuration.putArray("webhooks");
    policies.forEach(
        policy -> {
          ObjectNode webhook = webhook(webhooks, policy, "recreate", Routes.RECREATE, "CREATE");
          webhook.put("reinvocationPolicy", "Never").put("timeoutSeconds", 10);
          recreateConditions(webhook.putArray("matchConditions"), policy.getSpec());
          if (policy.getSpec().mode() == Mode.Hold) {
            held(webhooks, policy);
          }
          if (policy.getSpec().nameReservation() != null) {
            reserved(webhooks, policy);
          }
        });
    return configuration;
  }

  ObjectNode validating(List<SoftDeletePolicy> policies) {
    ObjectNode configuration = configuration("ValidatingWebhookConfiguration");
    ArrayNode webhooks = configuration.putArray("webhooks");
    policies.forEach(
        policy -> {
          ObjectNode webhook = webhook(webhooks, policy, "delete", Routes.DELETE, "DELETE");
          webhook.put("timeoutSeconds", 3);
          condition(
              webhook.putArray("matchConditions"), "covered", ProtectionManifests.HAD_FINALIZER);
          around(webhooks, policy);
        });
    purge(webhooks);
    return configuration;
  }

  /**
   * Adds the webhook for reservations. It applies wherever a request takes a name or a host, in any
   * namespace, whether or not the policy covers the object.
   */
  private void reserved(ArrayNode webhooks, SoftDeletePolicy policy) {
    ObjectNode webhook = webhook(webhooks, policy, "reserved", Routes.RESERVED, "CREATE");
    webhook.remove("namespaceSelector");
    ArrayNode rules = webhook.withArray("/rules");
    HostField.kinds().forEach(kind -> AdmissionRule.add(rules, "*", kind, "CREATE", "UPDATE"));
    webhook.put("reinvocationPolicy", "Never").put("timeoutSeconds", 5);
    ArrayNode conditions = webhook.putArray("matchConditions");
    CelConditions.none(
            "not-excluded", KindExclusions.ALWAYS.stream().map(KindCondition::of).toList())
        .forEach(conditions::add);
    ExemptRequesters.system(operator).forEach(conditions::add);
  }

  /**
   * Adds the webhook that learns who purges a record. A delete cannot be stamped with its
   * requester.
   */
  private void purge(ArrayNode webhooks) {
    ObjectNode webhook = webhook(webhooks, "purge." + SoftDelete.GROUP, Routes.PURGE);
    ResourceRule records = ResourceRule.of(SoftDelete.GROUP, "deletedresources");
    AdmissionRule.add(webhook.putArray("rules"), "Namespaced", records, "DELETE");
    webhook.put("timeoutSeconds", 3);
    condition(
        webhook.putArray("matchConditions"),
        "not-the-operator",
        ProtectionManifests.notThe(operator));
  }

  /**
   * Adds the webhook for updates of held objects. A user who updates a held object assumes that it
   * is alive.
   */
  private void held(ArrayNode webhooks, SoftDeletePolicy policy) {
    ObjectNode webhook = webhook(webhooks, policy, "held", Routes.HELD, "UPDATE");
    webhook.remove("namespaceSelector");
    webhook.put("reinvocationPolicy", "Never").put("timeoutSeconds", 10);
    ArrayNode conditions = webhook.putArray("matchConditions");
    condition(conditions, "deleted", "has(oldObject.metadata.deletionTimestamp)");
    condition(conditions, "covered", ProtectionManifests.HAD_FINALIZER);
    ExemptRequesters.conditions(operator, policy.getSpec().exemptRequesters())
        .forEach(conditions::add);
  }

  /**
   * Adds the webhook for deletes of namespaces and definitions. Their delete also removes the
   * objects in them, so its requester has caused those deletes.
   */
  private void around(ArrayNode webhooks, SoftDeletePolicy policy) {
    ObjectNode webhook = webhook(webhooks, policy, "around", Routes.DELETE, "DELETE");
    ArrayNode rules = webhook.putArray("rules");
    AdmissionRule.add(rules, "Cluster", ResourceRule.of("", "namespaces"), "DELETE");
    AdmissionRule.add(
        rules,
        "Cluster",
        ResourceRule.of("apiextensions.k8s.io", "customresourcedefinitions"),
        "DELETE");
    if (policy.getSpec().namespaceSelector() != null) {
      webhook.set("namespaceSelector", Json.tree(policy.getSpec().namespaceSelector()));
    }
    webhook.put("timeoutSeconds", 3);
  }

  private static ObjectNode configuration(String kind) {
    ObjectNode configuration =
        Json.object().put("apiVersion", AdmissionNames.API_VERSION).put("kind", kind);
    ObjectNode metadata = configuration.putObject("metadata").put("name", NAME);
    ManagedBy.label(metadata);
    return configuration;
  }

  private ObjectNode webhook(
      ArrayNode webhooks, SoftDeletePolicy policy, String what, String path, String operation) {
    ObjectNode webhook = webhook(webhooks, id(policy) + "." + what + "." + SoftDelete.GROUP, path);
    ArrayNode rules = webhook.putArray("rules");
    policy.getSpec().resources().forEach(rule -> AdmissionRule.add(rules, "*", rule, operation));
    if (policy.getSpec().namespaceSelector() != null && operation.equals("CREATE")) {
      webhook.set("namespaceSelector", Json.tree(policy.getSpec().namespaceSelector()));
    }
    return webhook;
  }

  private ObjectNode webhook(ArrayNode webhooks, String name, String path) {
    ObjectNode webhook = webhooks.addObject().put("name", name);
    webhook.set("clientConfig", address.clientConfig(caller.path(path), caBundle));
    webhook
        .put("failurePolicy", "Ignore")
        .put("sideEffects", "NoneOnDryRun")
        .put("matchPolicy", "Equivalent");
    webhook.putArray("admissionReviewVersions").add("v1");
    return webhook;
  }

  /**
   * Updates the client configuration of an existing webhook. The path stays the same, with the
   * present address, secret and authorities.
   */
  void reach(ObjectNode webhook) {
    JsonNode config = webhook.path("clientConfig");
    String before = config.path("url").asText(config.at("/service/path").asText());
    String path = before.substring(Math.max(0, before.lastIndexOf('/')));
    webhook.set("clientConfig", address.clientConfig(caller.path(path), caBundle));
  }

  /** Returns the prefix of the names of a policy's webhooks. */
  static String id(SoftDeletePolicy policy) {
    byte[] name = policy.getMetadata().getName().getBytes(StandardCharsets.UTF_8);
    return "p" + SnapshotCodec.sha256(name).substring(0, 12);
  }

  private void recreateConditions(ArrayNode conditions, SoftDeletePolicySpec policy) {
    condition(conditions, "named", "has(object.metadata.name) && object.metadata.name != ''");
    condition(
        conditions,
        "not-a-restore",
        "!has(object.metadata.annotations) || !('%s' in object.metadata.annotations)"
            .formatted(RestoreMark.ANNOTATION));
    ExemptRequesters.conditions(operator, policy.exemptRequesters()).forEach(conditions::add);
    condition(conditions, "not-system", "!(" + inSystemNamespace() + ")");
    List<ResourceRule> excluded = new ArrayList<>(KindExclusions.ALWAYS);
    excluded.addAll(orEmpty(policy.excludeResources()));
    CelConditions.none("not-excluded", excluded.stream().map(KindCondition::of).toList())
        .forEach(conditions::add);
    for (ObjectExclusion e : ObjectExclusion.of(Boolean.TRUE.equals(policy.includeOwned()))) {
      condition(conditions, "not-" + e.name(), "!(" + e.excluded() + ")");
    }
  }

  private String inSystemNamespace() {
    return "has(request.namespace) && (request.namespace.startsWith('kube-') || request.namespace"
        + " == "
        + Cel.quote(operator.namespace())
        + ")";
  }

  private static void condition(ArrayNode conditions, String name, String expression) {
    conditions.addObject().put("name", name).put("expression", expression);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
