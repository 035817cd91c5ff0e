package dev.softdelete.operator.restore.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceIdentity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreOrderTest {

  @ParameterizedTest
  @CsvSource({
    "apiextensions.k8s.io/v1, customresourcedefinitions, DEFINITIONS",
    "v1, namespaces, NAMESPACES",
    "scheduling.k8s.io/v1, priorityclasses, CLUSTER_SETTINGS",
    "storage.k8s.io/v1, storageclasses, CLUSTER_SETTINGS",
    "v1, resourcequotas, QUOTAS",
    "rbac.authorization.k8s.io/v1, clusterroles, ROLES",
    "rbac.authorization.k8s.io/v1, roles, ROLES",
    "rbac.authorization.k8s.io/v1, rolebindings, ROLE_BINDINGS",
    "rbac.authorization.k8s.io/v1, clusterrolebindings, ROLE_BINDINGS",
    "v1, serviceaccounts, SERVICE_ACCOUNTS",
    "v1, secrets, CONFIGURATION",
    "v1, persistentvolumes, VOLUMES",
    "v1, persistentvolumeclaims, CLAIMS",
    "v1, services, SERVICES",
    "networking.k8s.io/v1, networkpolicies, SERVICES",
    "apps/v1, deployments, WORKLOADS",
    "batch/v1, cronjobs, WORKLOADS",
    "v1, pods, WORKLOADS",
    "policy/v1, poddisruptionbudgets, WORKLOADS",
    "autoscaling/v2, horizontalpodautoscalers, WORKLOADS",
    "networking.k8s.io/v1, ingresses, ROUTES",
    "gateway.networking.k8s.io/v1, httproutes, ROUTES",
    "cert-manager.io/v1, certificates, CUSTOM_RESOURCES",
    "example.com/v1, secrets, CUSTOM_RESOURCES",
    "admissionregistration.k8s.io/v1, validatingwebhookconfigurations, WEBHOOKS",
    "apiregistration.k8s.io/v1, apiservices, WEBHOOKS",
  })
  void followsFromTheKind(String apiVersion, String resource, RestoreOrder stage) {
    var deleted = new ResourceIdentity(apiVersion, "", resource, null, null, "x", "u", null);

    assertThat(RestoreOrder.of(deleted)).isEqualTo(stage);
  }

  @Test
  void onlyNamespacesAndDefinitionsHoldOthers() {
    List<RestoreOrder> holding =
        Arrays.stream(RestoreOrder.values()).filter(RestoreOrder::holdsOthers).toList();

    assertThat(holding).containsExactly(RestoreOrder.DEFINITIONS, RestoreOrder.NAMESPACES);
  }
}
