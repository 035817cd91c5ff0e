package dev.softdelete.operator.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The objects on the simulated cluster when the operator starts: two policies and a deleted object.
 */
final class Scene {
  static final String OPERATOR_NAMESPACE = "soft-delete-system";
  static final String OPERATOR = "system:serviceaccount:soft-delete-system:soft-delete-operator";
  static final String NAMESPACE = "shop";

  private static final List<String> OBJECTS =
      List.of(
          """
          {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "soft-delete-system"}}
          """,
          """
          {"apiVersion": "v1", "kind": "Namespace",
           "metadata": {"name": "shop", "labels": {"team": "shop"}}}
          """,
          """
          {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingAdmissionPolicy",
           "metadata": {"name": "soft-delete-records", "annotations": {
             "softdelete.dev/operator-username":
               "system:serviceaccount:soft-delete-system:soft-delete-operator"}}}
          """,
          """
          {"apiVersion": "softdelete.dev/v1", "kind": "SoftDeletePolicy",
           "metadata": {"name": "default", "finalizers": ["softdelete.dev/policy"]},
           "spec": {
             "resources": [
               {"apiGroups": ["apps"], "resources": ["deployments", "statefulsets"]},
               {"apiGroups": [""], "resources": ["configmaps", "secrets"]}],
             "matchConditions": [
               {"name": "not-temporary", "expression": "!object.metadata.name.startsWith('tmp-')"}],
             "namespaceSelector": {"matchLabels": {"team": "shop"}},
             "retention": "48h",
             "retentionBounds": {"min": "1h", "max": "90d"}}}
          """,
          """
          {"apiVersion": "softdelete.dev/v1", "kind": "SoftDeletePolicy",
           "metadata": {"name": "namespaces", "finalizers": ["softdelete.dev/policy"]},
           "spec": {
             "resources": [{"apiGroups": [""], "resources": ["namespaces"]}],
             "priority": 1,
             "retention": "30d",
             "nameReservation": {"duration": "96h"}}}
          """,
          """
          {"apiVersion": "v1", "kind": "ConfigMap",
           "metadata": {"name": "live", "namespace": "shop",
             "finalizers": ["softdelete.dev/retain"]},
           "data": {"key": "value"}}
          """,
          """
          {"apiVersion": "v1", "kind": "ConfigMap",
           "metadata": {"name": "deleted", "namespace": "shop",
             "labels": {"app.kubernetes.io/instance": "web"},
             "finalizers": ["softdelete.dev/retain"],
             "managedFields": [{"manager": "kubectl-client-side-apply", "operation": "Update",
               "apiVersion": "v1", "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
               "fieldsV1": {"f:data": {"f:key": {}}}}]},
           "data": {"key": "value"}}
          """);

  private Scene() {}

  static SimulatedObjects objects() {
    var objects = new SimulatedObjects();
    for (String text : OBJECTS) {
      ObjectNode object = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      objects.create(collection(object), object);
    }
    for (KindServed served : KindServed.ALL) {
      if (served.apiVersion().equals("softdelete.dev/v1")) {
        ObjectNode definition = definition(served);
        objects.create(collection(definition), definition);
      }
    }
    objects.delete(path("/api/v1/namespaces/shop/configmaps/deleted"));
    return objects;
  }

  static ObjectPath path(String text) {
    return ObjectPath.parse(text).orElseThrow();
  }

  private static ObjectPath collection(ObjectNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String namespace = object.at("/metadata/namespace").asText("");
    String plural = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
    return path(
        (apiVersion.contains("/") ? "/apis/" : "/api/")
            + apiVersion
            + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
            + "/"
            + plural.replaceFirst("ys$", "ies"));
  }

  private static ObjectNode definition(KindServed served) {
    ObjectNode definition =
        Json.object()
            .put("apiVersion", "apiextensions.k8s.io/v1")
            .put("kind", "CustomResourceDefinition");
    definition.putObject("metadata").put("name", served.plural() + ".softdelete.dev");
    ObjectNode spec = definition.putObject("spec");
    spec.put("group", "softdelete.dev")
        .put("scope", served.namespaced() ? "Namespaced" : "Cluster");
    spec.putObject("names").put("plural", served.plural()).put("kind", served.kind());
    spec.putArray("versions")
        .addObject()
        .put("name", "v1")
        .put("served", true)
        .put("storage", true);
    return definition;
  }
}
