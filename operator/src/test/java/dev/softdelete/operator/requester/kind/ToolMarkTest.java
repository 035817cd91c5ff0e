package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolMarkTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # object                            | tracking id                       | names it
          apps/v1 Deployment shop/web         | a:apps/Deployment:shop/web        | true
          v1 Service shop/web                 | a:/Service:shop/web               | true
          apps/v1 Deployment shop/web         | a:apps/Deployment:shop/other      | false
          apps/v1 Deployment shop/web         | a:apps/Deployment:other/web       | false
          apps/v1 Deployment shop/web         | a:apps/StatefulSet:shop/web       | false
          apps/v1 Deployment shop/web         | a:example.org/Deployment:shop/web | false
          rbac.authorization.k8s.io/v1 ClusterRole /x:y | a:rbac.authorization.k8s.io/ClusterRole:shop/x:y | true
          apps/v1 Deployment shop/web         | web                               | false
          apps/v1 Deployment shop/web         | a:b:c                             | false
          """)
  void aTrackingIdOfArgoNamesItsObject(String object, String id, boolean names) {
    assertThat(ToolMark.names(object(object, ToolMark.TRACKING_ID, id))).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}                         | true
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "shop"}}    | true
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": ""}}        | true
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "namespace": "source"}}  | false
          {"apiVersion": "v2", "kind": "Service", "metadata": {"name": "web"}}                         | true
          {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "web"}}     | false
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "other"}}                       | false
          {"apiVersion": "v1", "kind": "Certificate", "metadata": {"name": "web"}}                     | false
          {}                                                                     | false
          []                                                                     | false
          nonsense                                                               | false
          """)
  void aLastAppliedManifestNamesItsObject(String manifest, boolean names) {
    KubeObject service = object("v1 Service shop/web", ToolMark.LAST_APPLIED, manifest);

    assertThat(ToolMark.names(service)).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({"rbac.authorization.k8s.io/v1, true", "example.org/v1, false"})
  void aLastAppliedManifestNamesAClusterScopedObject(String apiVersion, boolean names) {
    String manifest =
        "{\"apiVersion\": \"%s\", \"kind\": \"ClusterRole\", \"metadata\": {\"name\": \"x\", \"namespace\": \"a\"}}"
            .formatted(apiVersion);
    KubeObject role =
        object("rbac.authorization.k8s.io/v1 ClusterRole /x", ToolMark.LAST_APPLIED, manifest);

    assertThat(ToolMark.names(role)).isEqualTo(names);
  }

  private static KubeObject object(String text, String annotation, String value) {
    String[] parts = text.split(" ", -1);
    String[] name = parts[2].split("/", 2);
    var json = Json.object().put("apiVersion", parts[0]).put("kind", parts[1]);
    var metadata = json.putObject("metadata").put("name", name[1]);
    if (!name[0].isEmpty()) {
      metadata.put("namespace", name[0]);
    }
    metadata.putObject("annotations").put(annotation, value);
    return new KubeObject(json);
  }
}
