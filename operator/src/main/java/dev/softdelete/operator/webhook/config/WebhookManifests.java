package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.AdmissionRule;
import dev.softdelete.operator.admission.Cel;
import dev.softdelete.operator.admission.CelConditions;
import dev.softdelete.operator.admission.ExemptRequesters;
import dev.softdelete.operator.admission.HostField;
import dev.softdelete.operator.admission.KindCondition;
import dev.softdelete.operator.admission.ManifestTemplate;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import dev.softdelete.operator.policy.Scope;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import dev.softdelete.operator.webhook.CallerSecret;
import dev.softdelete.operator.webhook.Routes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the webhook configurations for the policies. The API server decides by them which requests
 * reach us: requests that concern no policy never do.
 */
final class WebhookManifests {
  static final String NAME = "soft-delete";

  private static final ManifestTemplate MUTATING = template("mutating.yaml");
  private static final ManifestTemplate VALIDATING = template("validating.yaml");
  private static final ManifestTemplate RECREATE = template("recreate.yaml");
  private static final ManifestTemplate HELD = template("held.yaml");
  private static final ManifestTemplate RESERVED = template("reserved.yaml");
  private static final ManifestTemplate DELETE = template("delete.yaml");
  private static final ManifestTemplate AROUND = template("around.yaml");

  private final OperatorIdentity operator;
  private final WebhookAddress address;
  private final CallerSecret caller;
  private final RequesterLists requesters;
  private final String caBundle;

  /**
   * Creates manifests that make the API server call with the given secret.
   *
   * @param requesters tells controllers from people and tools
   * @param caBundle the authorities to trust, in PEM encoded as base64
   */
  WebhookManifests(
      OperatorIdentity operator,
      WebhookAddress address,
      CallerSecret caller,
      RequesterLists requesters,
      String caBundle) {
    this.operator = operator;
    this.address = address;
    this.caller = caller;
    this.requesters = requesters;
    this.caBundle = caBundle;
  }

  private static ManifestTemplate template(String file) {
    return ManifestTemplate.beside(WebhookManifests.class, file);
  }

  ObjectNode mutating(List<SoftDeletePolicy> policies) {
    var webhooks = new ArrayList<ObjectNode>();
    // Reservations are asked first: a create that is refused must not have begun a restore.
    policies.stream()
        .filter(policy -> policy.getSpec().nameReservation() != null)
        .forEach(policy -> webhooks.add(reserved(policy)));
    for (SoftDeletePolicy policy : policies) {
      webhooks.addAll(recreate(policy));
      if (policy.getSpec().mode() == Mode.Hold) {
        webhooks.add(held(policy));
      }
    }
    return MUTATING.with("name", NAME).with("webhooks", webhooks).json();
  }

  ObjectNode validating(List<SoftDeletePolicy> policies) {
    return VALIDATING
        .with("name", NAME)
        .with("webhooks", policies.stream().flatMap(p -> Stream.of(delete(p), around(p))).toList())
        .with("purge", clientConfig(Routes.PURGE))
        .with("operator", operator.username())
        .json();
  }

  private List<ObjectNode> recreate(SoftDeletePolicy policy) {
    return RecreateReach.of(policy.getSpec()).stream()
        .map(reach -> recreate(policy, reach))
        .toList();
  }

  private ObjectNode recreate(SoftDeletePolicy policy, RecreateReach reach) {
    SoftDeletePolicySpec spec = policy.getSpec();
    return RECREATE
        .with("name", name(policy, reach.name()))
        .with("clientConfig", clientConfig(Routes.RECREATE))
        .with("creates", reach.creates())
        .with("namespaceSelector", reach.namespaceSelector())
        .with("reached", reach.conditions())
        .with("notExempt", ExemptRequesters.conditions(operator, spec.exemptRequesters()))
        .with("neverRefused", RecreateConditions.of(spec, requesters))
        .withExpression(
            "systemNamespaces", Cel.list(Scope.namespacesNeverCovered(operator.namespace())))
        .with("notExcluded", notExcluded(orEmpty(spec.excludeResources())))
        .with("exclusions", ObjectExclusion.conditions("not-", spec))
        .json();
  }

  private ObjectNode held(SoftDeletePolicy policy) {
    return HELD.with("name", name(policy, "held"))
        .with("clientConfig", clientConfig(Routes.HELD))
        .with("updates", rules(policy, "UPDATE"))
        .with(
            "notExempt", ExemptRequesters.conditions(operator, policy.getSpec().exemptRequesters()))
        .json();
  }

  private ObjectNode reserved(SoftDeletePolicy policy) {
    return RESERVED
        .with("name", name(policy, "reserved"))
        .with("clientConfig", clientConfig(Routes.RESERVED))
        .with("names", rules(policy, "CREATE"))
        .with("hosts", AdmissionRule.scoped("*", HostField.kinds(), "CREATE", "UPDATE"))
        .with("notExcluded", notExcluded(List.of()))
        .with("notExempt", ExemptRequesters.system(operator))
        .json();
  }

  private ObjectNode delete(SoftDeletePolicy policy) {
    return DELETE
        .with("name", name(policy, "delete"))
        .with("clientConfig", clientConfig(Routes.DELETE))
        .with("deletes", rules(policy, "DELETE"))
        .json();
  }

  private ObjectNode around(SoftDeletePolicy policy) {
    return AROUND
        .with("name", name(policy, "around"))
        .with("clientConfig", clientConfig(Routes.DELETE))
        .with("namespaceSelector", policy.getSpec().namespaceSelector())
        .json();
  }

  private static List<AdmissionRule> rules(SoftDeletePolicy policy, String operation) {
    return AdmissionRule.scoped("*", policy.getSpec().resources(), operation);
  }

  private ObjectNode clientConfig(String path) {
    return address.clientConfig(caller.path(path), caBundle);
  }

  /**
   * Updates the client configuration of an existing webhook. The path stays the same, with the
   * present address, secret and authorities.
   */
  void reach(ObjectNode webhook) {
    JsonNode config = webhook.path("clientConfig");
    String before = config.path("url").asText(config.at("/service/path").asText());
    webhook.set(
        "clientConfig", clientConfig(before.substring(Math.max(0, before.lastIndexOf('/')))));
  }

  private static String name(SoftDeletePolicy policy, String what) {
    return id(policy) + "." + what + "." + SoftDelete.GROUP;
  }

  /** Returns the prefix of the names of a policy's webhooks. */
  static String id(SoftDeletePolicy policy) {
    byte[] name = policy.getMetadata().getName().getBytes(StandardCharsets.UTF_8);
    return "p" + SnapshotCodec.sha256(name).substring(0, 12);
  }

  private static List<MatchCondition> notExcluded(List<ResourceRule> byPolicy) {
    return CelConditions.none(
        "not-excluded",
        Stream.concat(KindExclusions.ALWAYS.stream(), byPolicy.stream())
            .map(KindCondition::of)
            .toList());
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }
}
