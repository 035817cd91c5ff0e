package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.KindExclusions;
import dev.softdelete.operator.admission.ObjectExclusion;
import dev.softdelete.operator.admission.Operator;
import dev.softdelete.operator.admission.ProtectionManifests;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.RestoreMark;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The policies as webhook configurations: nothing uncovered ever calls us. */
final class WebhookManifests {
  static final String RECREATE_PATH = "/recreate";
  static final String HELD_PATH = "/held";
  static final String DELETE_PATH = "/delete";
  static final String PURGE_PATH = "/purge";
  static final String NAME = "soft-delete";
  private static final String API_VERSION = "admissionregistration.k8s.io/v1";

  private final Operator operator;
  private final WebhookAddress address;
  private final String caBundle;

  /** Manifests that trust these authorities, as base64 of PEM. */
  WebhookManifests(Operator operator, WebhookAddress address, String caBundle) {
    this.operator = operator;
    this.address = address;
    this.caBundle = caBundle;
  }

  ObjectNode mutating(List<SoftDeletePolicy> policies) {
    ObjectNode configuration = configuration("MutatingWebhookConfiguration");
    ArrayNode webhooks = configuration.putArray("webhooks");
    policies.forEach(
        policy -> {
          ObjectNode webhook = webhook(webhooks, policy, "recreate", RECREATE_PATH, "CREATE");
          webhook.put("reinvocationPolicy", "Never").put("timeoutSeconds", 10);
          recreateConditions(webhook.putArray("matchConditions"), policy.getSpec());
          if (policy.getSpec().mode() == Mode.Hold) {
            held(webhooks, policy);
          }
        });
    return configuration;
  }

  ObjectNode validating(List<SoftDeletePolicy> policies) {
    ObjectNode configuration = configuration("ValidatingWebhookConfiguration");
    ArrayNode webhooks = configuration.putArray("webhooks");
    policies.forEach(
        policy -> {
          ObjectNode webhook = webhook(webhooks, policy, "delete", DELETE_PATH, "DELETE");
          webhook.put("timeoutSeconds", 3);
          condition(
              webhook.putArray("matchConditions"), "covered", ProtectionManifests.HAD_FINALIZER);
          around(webhooks, policy);
        });
    purge(webhooks);
    return configuration;
  }

  /** Who purges: nothing can be stamped on a delete. */
  private void purge(ArrayNode webhooks) {
    ObjectNode webhook = webhook(webhooks, "purge." + SoftDelete.GROUP, PURGE_PATH);
    rule(webhook.putArray("rules"), "Namespaced", SoftDelete.GROUP, "deletedresources");
    webhook.put("timeoutSeconds", 3);
    condition(
        webhook.putArray("matchConditions"),
        "not-the-operator",
        ProtectionManifests.notThe(operator));
  }

  /** Who writes to what is held believes it alive. */
  private void held(ArrayNode webhooks, SoftDeletePolicy policy) {
    ObjectNode webhook = webhook(webhooks, policy, "held", HELD_PATH, "UPDATE");
    webhook.remove("namespaceSelector");
    webhook.put("reinvocationPolicy", "Never").put("timeoutSeconds", 10);
    ArrayNode conditions = webhook.putArray("matchConditions");
    condition(conditions, "deleted", "has(oldObject.metadata.deletionTimestamp)");
    condition(conditions, "covered", ProtectionManifests.HAD_FINALIZER);
    ExemptRequesters.conditions(operator, policy.getSpec().exemptRequesters())
        .forEach(conditions::add);
  }

  /** Namespaces and definitions take along what is in them; who deletes those has caused it. */
  private void around(ArrayNode webhooks, SoftDeletePolicy policy) {
    ObjectNode webhook = webhook(webhooks, policy, "around", DELETE_PATH, "DELETE");
    ArrayNode rules = webhook.putArray("rules");
    rule(rules, "Cluster", "", "namespaces");
    rule(rules, "Cluster", "apiextensions.k8s.io", "customresourcedefinitions");
    if (policy.getSpec().namespaceSelector() != null) {
      webhook.set("namespaceSelector", Json.tree(policy.getSpec().namespaceSelector()));
    }
    webhook.put("timeoutSeconds", 3);
  }

  private static void rule(ArrayNode rules, String scope, String group, String resource) {
    ObjectNode rule = rules.addObject().put("scope", scope);
    rule.putArray("apiGroups").add(group);
    rule.putArray("apiVersions").add("*");
    rule.putArray("operations").add("DELETE");
    rule.putArray("resources").add(resource);
  }

  private static ObjectNode configuration(String kind) {
    ObjectNode configuration = Json.object().put("apiVersion", API_VERSION).put("kind", kind);
    ObjectNode metadata = configuration.putObject("metadata").put("name", NAME);
    metadata.putObject("labels").put("app.kubernetes.io/managed-by", "soft-delete-operator");
    return configuration;
  }

  private ObjectNode webhook(
      ArrayNode webhooks, SoftDeletePolicy policy, String what, String path, String operation) {
    ObjectNode webhook = webhook(webhooks, id(policy) + "." + what + "." + SoftDelete.GROUP, path);
    ArrayNode rules = webhook.putArray("rules");
    for (ResourceRule rule : policy.getSpec().resources()) {
      ObjectNode node = rules.addObject().put("scope", "*");
      rule.apiGroups().forEach(node.putArray("apiGroups")::add);
      node.putArray("apiVersions").add("*");
      node.putArray("operations").add(operation);
      rule.resources().forEach(node.putArray("resources")::add);
    }
    if (policy.getSpec().namespaceSelector() != null && operation.equals("CREATE")) {
      webhook.set("namespaceSelector", Json.tree(policy.getSpec().namespaceSelector()));
    }
    return webhook;
  }

  private ObjectNode webhook(ArrayNode webhooks, String name, String path) {
    ObjectNode webhook = webhooks.addObject().put("name", name);
    webhook.set("clientConfig", address.clientConfig(path, caBundle));
    webhook
        .put("failurePolicy", "Ignore")
        .put("sideEffects", "NoneOnDryRun")
        .put("matchPolicy", "Equivalent");
    webhook.putArray("admissionReviewVersions").add("v1");
    return webhook;
  }

  /** Of a webhook that is there already. */
  void trustIn(ObjectNode webhook) {
    webhook.withObject("/clientConfig").put("caBundle", caBundle);
  }

  /** What the names of a policy's webhooks begin with. */
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
    Alternatives.none("not-excluded", excluded.stream().map(KindCondition::of).toList())
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
