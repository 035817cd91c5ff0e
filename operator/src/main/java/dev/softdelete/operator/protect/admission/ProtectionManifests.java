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
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WrittenManifest;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.policy.KindExclusions;
import dev.softdelete.operator.policy.ObjectExclusion;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the admission policies of the API server for a policy. There are two: <i>protect</i> adds
 * the finalizer to the objects that the policy selects, and <i>keep</i> adds it again to every
 * object that had it, selected or not, because coverage is sticky.
 */
public final class ProtectionManifests {
  private static final String GARBAGE_COLLECTOR =
      "system:serviceaccount:kube-system:generic-garbage-collector";

  /**
   * Excludes updates by the garbage collector. The dependents that it orphans for the restore of a
   * held object are adopted again shortly afterwards.
   */
  static final String NOT_ORPHANED =
      "request.operation == 'CREATE' || request.userInfo.username != '%s'"
          .formatted(GARBAGE_COLLECTOR);

  private static final String PUT_ON =
      "!has(object.metadata.finalizers) || size(object.metadata.finalizers) == 0 ?"
          + " [JSONPatch{op: 'add', path: '/metadata/finalizers', value: ['"
          + SoftDelete.RETAIN_FINALIZER
          + "']}] : [JSONPatch{op: 'add', path: '/metadata/finalizers/-', value: '"
          + SoftDelete.RETAIN_FINALIZER
          + "'}]";
  static final String LACKS_FINALIZER =
      "!has(object.metadata.finalizers) || !('%s' in object.metadata.finalizers)"
          .formatted(SoftDelete.RETAIN_FINALIZER);
  public static final String HAD_FINALIZER =
      "has(oldObject.metadata.finalizers) && '%s' in oldObject.metadata.finalizers"
          .formatted(SoftDelete.RETAIN_FINALIZER);
  static final String ALIVE = "!has(object.metadata.deletionTimestamp)";

  private final SoftDeletePolicy policy;
  private final OperatorIdentity operator;

  public ProtectionManifests(SoftDeletePolicy policy, OperatorIdentity operator) {
    this.policy = policy;
    this.operator = operator;
  }

  /**
   * Returns the manifests in the order in which they must be written. The binding of the canary is
   * the last one.
   */
  public List<AdmissionManifest> all() {
    return Stream.of(
            keep(),
            binding(keepName(), Json.object()),
            protect(),
            binding(protectName(), selection()),
            canaryBinding())
        .map(m -> new AdmissionManifest(m.plural(), WrittenManifest.stamped(m.json())))
        .toList();
  }

  /**
   * Returns the name of a ConfigMap in the operator's namespace that exactly this generation of the
   * policy protects.
   */
  public String canaryName() {
    byte[] edition =
        (policy.getMetadata().getUid() + Json.tree(policy.getSpec()))
            .getBytes(StandardCharsets.UTF_8);
    return "softdelete-canary-" + SnapshotCodec.sha256(edition).substring(0, 16);
  }

  private String protectName() {
    return AdmissionNames.protect(policy.getMetadata().getName());
  }

  private String keepName() {
    return AdmissionNames.keep(policy.getMetadata().getName());
  }

  private AdmissionManifest keep() {
    ObjectNode manifest = manifest("MutatingAdmissionPolicy", keepName());
    ObjectNode spec = mutation(manifest);
    ArrayNode rules = spec.putObject("matchConstraints").putArray("resourceRules");
    policy.getSpec().resources().forEach(rule -> addRule(rules, rule, List.of("UPDATE"), true));
    ArrayNode conditions = spec.putArray("matchConditions");
    condition(conditions, SoftDelete.GROUP + "/had-finalizer", HAD_FINALIZER);
    condition(conditions, SoftDelete.GROUP + "/lacks-finalizer", LACKS_FINALIZER);
    condition(conditions, SoftDelete.GROUP + "/not-the-operator", notThe(operator));
    return new AdmissionManifest(AdmissionNames.POLICIES, manifest);
  }

  private AdmissionManifest protect() {
    SoftDeletePolicySpec covered = policy.getSpec();
    ObjectNode manifest = manifest("MutatingAdmissionPolicy", protectName());
    ObjectNode spec = mutation(manifest);
    ObjectNode constraints = spec.putObject("matchConstraints");
    ArrayNode rules = constraints.putArray("resourceRules");
    covered.resources().forEach(rule -> addRule(rules, rule, List.of("CREATE", "UPDATE"), false));
    addCanaryRule(rules);
    ArrayNode excluded = constraints.putArray("excludeResourceRules");
    KindExclusions.ALWAYS.forEach(rule -> addRule(excluded, rule, List.of("*"), false));
    ArrayNode conditions = spec.putArray("matchConditions");
    condition(conditions, SoftDelete.GROUP + "/lacks-finalizer", LACKS_FINALIZER);
    condition(conditions, SoftDelete.GROUP + "/alive", ALIVE);
    condition(conditions, SoftDelete.GROUP + "/not-orphaned", NOT_ORPHANED);
    condition(
        conditions, SoftDelete.GROUP + "/not-system", orCanary(outsideSystemNamespaces(operator)));
    for (ObjectExclusion e : ObjectExclusion.of(Boolean.TRUE.equals(covered.includeOwned()))) {
      condition(conditions, SoftDelete.GROUP + "/not-" + e.name(), "!(" + e.excluded() + ")");
    }
    for (MatchCondition c : orEmpty(covered.matchConditions())) {
      condition(conditions, c.name(), orCanary(c.expression()));
    }
    return new AdmissionManifest(AdmissionNames.POLICIES, manifest);
  }

  public static String notThe(OperatorIdentity operator) {
    return "request.userInfo.username != " + Cel.quote(operator.username());
  }

  static String outsideSystemNamespaces(OperatorIdentity operator) {
    String own = Cel.quote(operator.namespace());
    return "!(has(request.namespace) && (request.namespace.startsWith('kube-') ||"
        + " request.namespace == "
        + own
        + ")) && !(request.resource.group == '' && request.resource.resource == 'namespaces' &&"
        + " has(object.metadata.name) && (object.metadata.name.startsWith('kube-') ||"
        + " object.metadata.name == "
        + own
        + "))";
  }

  private String orCanary(String expression) {
    return "(request.resource.group == '' && request.resource.resource == 'configmaps' &&"
        + " has(request.namespace) && request.namespace == "
        + Cel.quote(operator.namespace())
        + " && has(object.metadata.name) && object.metadata.name == "
        + Cel.quote(canaryName())
        + ") || ("
        + expression
        + ")";
  }

  private ObjectNode selection() {
    SoftDeletePolicySpec covered = policy.getSpec();
    ObjectNode match = Json.object();
    if (covered.namespaceSelector() != null) {
      match.set("namespaceSelector", Json.tree(covered.namespaceSelector()));
    }
    if (covered.objectSelector() != null) {
      match.set("objectSelector", Json.tree(covered.objectSelector()));
    }
    ArrayNode rules = match.putArray("resourceRules");
    covered.resources().forEach(rule -> addRule(rules, rule, List.of("CREATE", "UPDATE"), false));
    ArrayNode excluded = match.putArray("excludeResourceRules");
    orEmpty(covered.excludeResources())
        .forEach(rule -> addRule(excluded, rule, List.of("*"), false));
    return match;
  }

  private AdmissionManifest canaryBinding() {
    ObjectNode match = Json.object();
    addCanaryRule(match.putArray("resourceRules"));
    ObjectNode binding =
        manifest(
            "MutatingAdmissionPolicyBinding",
            AdmissionNames.canary(policy.getMetadata().getName()));
    binding.putObject("spec").put("policyName", protectName()).set("matchResources", match);
    return new AdmissionManifest(AdmissionNames.BINDINGS, binding);
  }

  private void addCanaryRule(ArrayNode rules) {
    ObjectNode rule = addRule(rules, ResourceRule.of("", "configmaps"), List.of("CREATE"), false);
    rule.putArray("resourceNames").add(canaryName());
  }

  private AdmissionManifest binding(String name, ObjectNode match) {
    ObjectNode binding = manifest("MutatingAdmissionPolicyBinding", name);
    ObjectNode spec = binding.putObject("spec").put("policyName", name);
    if (!match.isEmpty()) {
      spec.set("matchResources", match);
    }
    return new AdmissionManifest(AdmissionNames.BINDINGS, binding);
  }

  private ObjectNode manifest(String kind, String name) {
    ObjectNode manifest =
        Json.object().put("apiVersion", AdmissionNames.API_VERSION).put("kind", kind);
    ObjectNode metadata = manifest.putObject("metadata").put("name", name);
    ManagedBy.label(metadata);
    metadata
        .putObject("annotations")
        .put(SoftDelete.GROUP + "/policy", policy.getMetadata().getName());
    return manifest;
  }

  private static ObjectNode mutation(ObjectNode manifest) {
    ObjectNode spec = manifest.putObject("spec");
    spec.put("failurePolicy", "Fail").put("reinvocationPolicy", "IfNeeded");
    spec.putArray("mutations")
        .addObject()
        .put("patchType", "JSONPatch")
        .putObject("jsonPatch")
        .put("expression", PUT_ON);
    return spec;
  }

  static ObjectNode addRule(
      ArrayNode rules, ResourceRule rule, List<String> operations, boolean subresources) {
    ObjectNode node = rules.addObject();
    rule.apiGroups().forEach(node.putArray("apiGroups")::add);
    node.putArray("apiVersions").add("*");
    operations.forEach(node.putArray("operations")::add);
    resources(rule.resources(), subresources).forEach(node.putArray("resources")::add);
    return node;
  }

  private static List<String> resources(List<String> plurals, boolean subresources) {
    if (!subresources) {
      return plurals;
    }
    if (plurals.contains("*")) {
      return List.of("*/*");
    }
    return plurals.stream().flatMap(p -> Stream.of(p, p + "/*")).toList();
  }

  private static void condition(ArrayNode conditions, String name, String expression) {
    conditions.addObject().put("name", name).put("expression", expression);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? new ArrayList<>() : list;
  }
}
