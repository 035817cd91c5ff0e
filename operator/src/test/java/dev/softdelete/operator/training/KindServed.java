package dev.softdelete.operator.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A kind that the simulated API server serves and lists in discovery. */
record KindServed(String apiVersion, String plural, String kind, boolean namespaced) {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  static final List<KindServed> ALL =
      List.of(
          new KindServed("v1", "configmaps", "ConfigMap", true),
          new KindServed("v1", "namespaces", "Namespace", false),
          new KindServed("v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
          new KindServed("v1", "secrets", "Secret", true),
          new KindServed("v1", "serviceaccounts", "ServiceAccount", true),
          new KindServed("v1", "services", "Service", true),
          new KindServed(
              "admissionregistration.k8s.io/v1",
              "mutatingadmissionpolicies",
              "MutatingAdmissionPolicy",
              false),
          new KindServed(
              "admissionregistration.k8s.io/v1",
              "mutatingadmissionpolicybindings",
              "MutatingAdmissionPolicyBinding",
              false),
          new KindServed(
              "apiextensions.k8s.io/v1",
              "customresourcedefinitions",
              "CustomResourceDefinition",
              false),
          new KindServed("apps/v1", "deployments", "Deployment", true),
          new KindServed("apps/v1", "statefulsets", "StatefulSet", true),
          new KindServed("coordination.k8s.io/v1", "leases", "Lease", true),
          new KindServed("networking.k8s.io/v1", "ingresses", "Ingress", true),
          new KindServed("softdelete.dev/v1", "deletedresources", "DeletedResource", true),
          new KindServed(
              "softdelete.dev/v1", "deletedresourcereviews", "DeletedResourceReview", true),
          new KindServed("softdelete.dev/v1", "namereservations", "NameReservation", false),
          new KindServed("softdelete.dev/v1", "reservednames", "ReservedNames", false),
          new KindServed("softdelete.dev/v1", "softdeletepolicies", "SoftDeletePolicy", false));

  /** Returns the APIResourceList of a version. */
  static ObjectNode resources(String apiVersion) {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("groupVersion", apiVersion);
    ArrayNode resources = list.putArray("resources");
    ALL.stream()
        .filter(served -> served.apiVersion().equals(apiVersion))
        .forEach(
            served ->
                verbs(
                    resources
                        .addObject()
                        .put("name", served.plural())
                        .put("kind", served.kind())
                        .put("namespaced", served.namespaced())));
    return list;
  }

  /** Returns the APIGroupDiscoveryList of the core group, or of all other groups. */
  static ObjectNode groups(boolean core) {
    ObjectNode list =
        Json.object()
            .put("kind", "APIGroupDiscoveryList")
            .put("apiVersion", "apidiscovery.k8s.io/v2");
    ArrayNode groups = list.putArray("items");
    Map<String, ArrayNode> versions = new LinkedHashMap<>();
    for (KindServed served : ALL) {
      if (core == !served.apiVersion().contains("/")) {
        served.describe(
            versions.computeIfAbsent(served.apiVersion(), apiVersion -> group(groups, apiVersion)));
      }
    }
    return list;
  }

  private static ArrayNode group(ArrayNode groups, String apiVersion) {
    int slash = apiVersion.indexOf('/');
    ObjectNode group = groups.addObject();
    group.putObject("metadata").put("name", slash < 0 ? "" : apiVersion.substring(0, slash));
    return group
        .putArray("versions")
        .addObject()
        .put("version", apiVersion.substring(slash + 1))
        .putArray("resources");
  }

  private void describe(ArrayNode resources) {
    ObjectNode resource = resources.addObject();
    resource.put("resource", plural).put("scope", namespaced ? "Namespaced" : "Cluster");
    resource.putObject("responseKind").put("kind", kind);
    verbs(resource);
  }

  private static void verbs(ObjectNode resource) {
    VERBS.forEach(resource.putArray("verbs")::add);
  }
}
