package dev.softdelete.operator.restore.group;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;
import java.util.Map;
import java.util.Set;

/**
 * The order in which kinds are restored if their restores are requested at the same time. Objects
 * that others need to be created or to run come first. This does not guarantee that they already
 * exist: a restore that comes too early is tried again.
 */
enum RestoreOrder {
  DEFINITIONS,
  NAMESPACES,
  CLUSTER_SETTINGS,
  QUOTAS,
  ROLES,
  ROLE_BINDINGS,
  SERVICE_ACCOUNTS,
  CONFIGURATION,
  VOLUMES,
  CLAIMS,
  SERVICES,
  WORKLOADS,
  ROUTES,
  CUSTOM_RESOURCES,
  WEBHOOKS;

  private static final Map<String, RestoreOrder> BY_RESOURCE =
      Map.ofEntries(
          Map.entry("customresourcedefinitions.apiextensions.k8s.io", DEFINITIONS),
          Map.entry("namespaces", NAMESPACES),
          Map.entry("priorityclasses.scheduling.k8s.io", CLUSTER_SETTINGS),
          Map.entry("runtimeclasses.node.k8s.io", CLUSTER_SETTINGS),
          Map.entry("ingressclasses.networking.k8s.io", CLUSTER_SETTINGS),
          Map.entry("storageclasses.storage.k8s.io", CLUSTER_SETTINGS),
          Map.entry("resourcequotas", QUOTAS),
          Map.entry("limitranges", QUOTAS),
          Map.entry("roles.rbac.authorization.k8s.io", ROLES),
          Map.entry("clusterroles.rbac.authorization.k8s.io", ROLES),
          Map.entry("serviceaccounts", SERVICE_ACCOUNTS),
          Map.entry("secrets", CONFIGURATION),
          Map.entry("configmaps", CONFIGURATION),
          Map.entry("podtemplates", CONFIGURATION),
          Map.entry("controllerrevisions.apps", CONFIGURATION),
          Map.entry("persistentvolumes", VOLUMES),
          Map.entry("persistentvolumeclaims", CLAIMS),
          Map.entry("services", SERVICES),
          Map.entry("networkpolicies.networking.k8s.io", SERVICES),
          Map.entry("ingresses.networking.k8s.io", ROUTES));

  private static final Map<String, RestoreOrder> BY_GROUP =
      Map.of(
          "rbac.authorization.k8s.io", ROLE_BINDINGS,
          "storage.k8s.io", VOLUMES,
          "gateway.networking.k8s.io", ROUTES,
          "route.openshift.io", ROUTES,
          "admissionregistration.k8s.io", WEBHOOKS,
          "apiregistration.k8s.io", WEBHOOKS);

  /** The API groups of the API server's own kinds. */
  private static final Set<String> BUILT_IN =
      Set.of("", "apps", "batch", "autoscaling", "policy", "extensions");

  /**
   * Whether this stage contains namespaces or definitions. No member of the group can be created
   * before such a root.
   */
  boolean holdsOthers() {
    return this == DEFINITIONS || this == NAMESPACES;
  }

  static RestoreOrder of(ResourceIdentity deleted) {
    String group = GroupVersion.of(deleted.apiVersion()).group();
    RestoreOrder stage =
        BY_RESOURCE.get(group.isEmpty() ? deleted.resource() : deleted.resource() + "." + group);
    if (stage != null) {
      return stage;
    }
    return BY_GROUP.getOrDefault(group, BUILT_IN.contains(group) ? WORKLOADS : CUSTOM_RESOURCES);
  }
}
