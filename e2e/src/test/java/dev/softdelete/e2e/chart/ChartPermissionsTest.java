package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists every permission that the chart grants, so that none is added unnoticed. */
class ChartPermissionsTest {

  @Test
  void theOperatorInTheWholeCluster() {
    assertThat(rules("ClusterRole", "soft-delete-operator"))
        .isEqualTo(
            RenderedChart.one(
                """
                - {apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch, patch, update, delete]}
                - {apiGroups: [""], resources: [users, groups, serviceaccounts], verbs: [impersonate]}
                - {apiGroups: [authentication.k8s.io], resources: ["*"], verbs: [impersonate]}
                - apiGroups: [softdelete.dev]
                  resources: [deletedresources, namereservations, reservednames]
                  verbs: [create]
                - {apiGroups: [softdelete.dev], resources: [deletedresourcereviews], verbs: [create]}
                - {apiGroups: [""], resources: [persistentvolumes], verbs: [create]}
                - apiGroups: [admissionregistration.k8s.io]
                  resources: [mutatingadmissionpolicies, mutatingadmissionpolicybindings,
                    validatingadmissionpolicies, validatingadmissionpolicybindings,
                    mutatingwebhookconfigurations, validatingwebhookconfigurations]
                  verbs: [create]
                - {apiGroups: [authorization.k8s.io], resources: [subjectaccessreviews], verbs: [create]}
                - {apiGroups: [""], resources: [events], verbs: [create]}
                """));
  }

  @Test
  void theOperatorInItsOwnNamespace() {
    assertThat(rules("Role", "soft-delete-operator"))
        .isEqualTo(
            RenderedChart.one(
                """
                - {apiGroups: [""], resources: [secrets], verbs: [create]}
                - {apiGroups: [""], resources: [configmaps], verbs: [create]}
                - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]}
                """));
  }

  @Test
  void users() {
    assertThat(rules("ClusterRole", "soft-delete-viewer"))
        .isEqualTo(
            RenderedChart.one(
                """
                - apiGroups: [softdelete.dev]
                  resources: [deletedresources, softdeletepolicies, namereservations]
                  verbs: [get, list, watch]
                - apiGroups: [softdelete.dev]
                  resources: [deletedresourcereviews]
                  verbs: [create]
                """));
    assertThat(rules("ClusterRole", "soft-delete-restorer"))
        .isEqualTo(
            RenderedChart.one(
                """
                - apiGroups: [softdelete.dev]
                  resources: [deletedresources]
                  verbs: [get, list, watch, patch, restore]
                """));
    assertThat(rules("ClusterRole", "soft-delete-purger"))
        .isEqualTo(
            RenderedChart.one(
                """
                - apiGroups: [softdelete.dev]
                  resources: [deletedresources]
                  verbs: [get, list, watch, patch, delete]
                """));
    assertThat(rules("ClusterRole", "soft-delete-admin"))
        .isEqualTo(
            RenderedChart.one(
                """
                - apiGroups: [softdelete.dev]
                  resources: [softdeletepolicies]
                  verbs: [get, list, watch, create, update, patch, delete, deletecollection, bypass]
                - apiGroups: [softdelete.dev]
                  resources: [deletedresources]
                  verbs: [get, list, watch, update, patch, delete, deletecollection, restore, hold]
                - apiGroups: [softdelete.dev]
                  resources: [namereservations]
                  verbs: [get, list, watch, update, patch, delete, deletecollection]
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "soft-delete-viewer, rbac.authorization.k8s.io/aggregate-to-view",
    "soft-delete-restorer, rbac.authorization.k8s.io/aggregate-to-edit",
    "soft-delete-purger,",
    "soft-delete-admin,",
    "soft-delete-operator,",
  })
  void aRoleIsPartOfAnotherOnPurposeOnly(String role, String aggregation) {
    JsonNode labels = RenderedChart.with().get("ClusterRole", role).at("/metadata/labels");

    assertThat(labels.propertyStream().map(Map.Entry::getKey))
        .filteredOn(l -> l.startsWith("rbac."))
        .isEqualTo(aggregation == null ? List.of() : List.of(aggregation));
  }

  private static JsonNode rules(String kind, String name) {
    return RenderedChart.with().get(kind, name).path("rules");
  }
}
