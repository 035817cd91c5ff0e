package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectExclusionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "configmaps      | {'name': 'web', 'namespace': 'a'}                                |"
            + " false",
        "configmaps      | {'name': 'kube-root-ca.crt', 'namespace': 'a'}                   | true",
        "secrets         | {'name': 'kube-root-ca.crt', 'namespace': 'a'}                   |"
            + " false",
        "serviceaccounts | {'name': 'default', 'namespace': 'a'}                            | true",
        "serviceaccounts | {'name': 'web', 'namespace': 'a'}                                |"
            + " false",
        "services        | {'name': 'kubernetes', 'namespace': 'default'}                   | true",
        "services        | {'name': 'kubernetes', 'namespace': 'a'}                         |"
            + " false",
        "configmaps      | {'name': 'h', 'annotations': {'helm.sh/hook': 'pre-install'}}    | true",
        "configmaps      | {'name': 'h', 'annotations': {'argocd.argoproj.io/hook': 'x'}}   | true",
        "configmaps      | {'name': 'h', 'annotations': {'helm.sh/resource-policy': 'x'}}   |"
            + " false",
        "clusterroles    | {'name': 'r', 'labels': {'kubernetes.io/bootstrapping':"
            + " 'rbac-defaults'}} | true",
        "apiservices     | {'name': 'r', 'labels': {'kube-aggregator.kubernetes.io/automanaged':"
            + " 'x'}} | true",
        "replicasets     | {'name': 'r', 'ownerReferences': [{'apiVersion': 'apps/v1', 'kind':"
            + " 'Deployment', 'controller': true}]} | true",
        "pods            | {'name': 'r', 'ownerReferences': [{'apiVersion': 'v1', 'kind':"
            + " 'ReplicationController', 'controller': true}]} | true",
        "pods            | {'name': 'r', 'ownerReferences': [{'apiVersion': 'batch/v1', 'kind':"
            + " 'Job', 'controller': true}]} | true",
        "pods            | {'name': 'r', 'ownerReferences': [{'apiVersion': 'batch/v1', 'kind':"
            + " 'Job'}]} | false",
        "persistentvolumeclaims | {'name': 'r', 'ownerReferences': [{'apiVersion': 'apps/v1',"
            + " 'kind': 'StatefulSet', 'controller': true}]} | false",
        "secrets         | {'name': 'r', 'ownerReferences': [{'apiVersion': 'db.example.com/v1',"
            + " 'kind': 'Deployment', 'controller': true}]} | false",
      })
  void isKnownByMetadata(String plural, String metadata, boolean excluded) {
    assertThat(excluded(plural, metadata, false)).isEqualTo(excluded);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void ownedObjectsAreExcludedByDefaultOnly(boolean includeOwned, boolean excluded) {
    assertThat(
            excluded(
                "replicasets",
                "{'name': 'r', 'ownerReferences': [{'apiVersion': 'apps/v1', 'kind':"
                    + " 'Deployment', 'controller': true}]}",
                includeOwned))
        .isEqualTo(excluded);
  }

  @ParameterizedTest
  @CsvSource({
    "flowcontrol.apiserver.k8s.io, true, true",
    "flowcontrol.apiserver.k8s.io, false, false",
    "other.example.com, true, false"
  })
  void flowSchemasThatTheApiServerMaintains(String group, String updated, boolean excluded) {
    assertThat(
            excluded(
                ResourceType.of(group, "v1", "flowschemas", "", false),
                "{'name': 'f', 'annotations': {'apf.kubernetes.io/autoupdate-spec': '%s'}}"
                    .formatted(updated),
                false))
        .isEqualTo(excluded);
  }

  private static boolean excluded(String plural, String metadata, boolean includeOwned) {
    return excluded(ResourceType.of("", "v1", plural, "", true), metadata, includeOwned);
  }

  private static boolean excluded(ResourceType type, String metadata, boolean includeOwned) {
    String json = "{'metadata': %s}".formatted(metadata).replace('\'', '"');
    var object = new KubeObject(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    return ObjectExclusion.of(includeOwned).stream().anyMatch(e -> e.known().test(type, object));
  }
}
