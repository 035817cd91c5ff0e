package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImmutableFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # kind                       | restored | manifest | changed
          apps/v1 Deployment | {"spec":{"selector":{"matchLabels":{"a":"b"}}}} | {"spec":{"selector":{"matchLabels":{"a":"c"}}}} | spec.selector
          apps/v1 Deployment | {"spec":{"selector":{"matchLabels":{"a":"b"}}}} | {"spec":{"selector":{"matchLabels":{"a":"b"}},"replicas":3}} | -
          apps/v1 Deployment | {"spec":{"selector":{"matchLabels":{"a":"b"}}}} | {"spec":{"replicas":3}} | -
          apps/v1 StatefulSet | {"spec":{"serviceName":"a","replicas":1}} | {"spec":{"serviceName":"b"}} | spec.serviceName
          apps/v1 StatefulSet | {"spec":{"serviceName":"a","replicas":1}} | {"spec":{"serviceName":"a","replicas":2,"template":{"x":1}}} | -
          apps/v1 StatefulSet | {"spec":{"volumeClaimTemplates":[{"spec":{"resources":{"requests":{"storage":"1Gi"}},"volumeMode":"Filesystem"}}]}} | {"spec":{"volumeClaimTemplates":[{"spec":{"resources":{"requests":{"storage":"1024Mi"}}}}]}} | -
          apps/v1 StatefulSet | {"spec":{"volumeClaimTemplates":[{"spec":{"resources":{"requests":{"storage":"1Gi"}}}}]}} | {"spec":{"volumeClaimTemplates":[{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}]}} | spec.volumeClaimTemplates
          batch/v1 Job | {"spec":{"template":{"spec":{"containers":[{"image":"a:1","name":"a"}]}}}} | {"spec":{"template":{"spec":{"containers":[{"image":"a:2"}]}}}} | spec.template
          batch/v1 Job | {"spec":{"template":{"metadata":{"labels":{"job-name":"x"}},"spec":{"containers":[{"image":"a:1"}]}}}} | {"spec":{"template":{"spec":{"containers":[{"image":"a:1"}]}},"parallelism":2}} | -
          v1 PersistentVolumeClaim | {"spec":{"storageClassName":"fast","resources":{"requests":{"storage":"1Gi"}}}} | {"spec":{"storageClassName":"slow"}} | spec.storageClassName
          v1 PersistentVolumeClaim | {"spec":{"storageClassName":"fast","volumeName":"pv-1"}} | {"spec":{"storageClassName":"fast","volumeName":"","resources":{"requests":{"storage":"2Gi"}}}} | -
          v1 Secret | {"type":"kubernetes.io/tls","data":{"a":"x"}} | {"type":"Opaque"} | type
          v1 Secret | {"type":"Opaque","data":{"a":"x"}} | {"data":{"a":"y"}} | -
          v1 Secret | {"type":"Opaque","immutable":true,"data":{"a":"x"}} | {"data":{"a":"y"}} | data
          v1 ConfigMap | {"immutable":true,"data":{"a":"x"}} | {"data":{"a":"x","b":"y"}} | data
          v1 ConfigMap | {"immutable":true,"data":{"a":"x","b":"y"}} | {"data":{"a":"x"}} | -
          v1 ConfigMap | {"data":{"a":"x"}} | {"data":{"a":"y"}} | -
          v1 Service | {"spec":{"clusterIP":"10.0.0.7"}} | {"spec":{"clusterIP":"None"}} | spec.clusterIP
          v1 Service | {"spec":{"clusterIP":"10.0.0.7"}} | {"spec":{"ports":[{"port":80}]}} | -
          rbac.authorization.k8s.io/v1 RoleBinding | {"roleRef":{"name":"view"}} | {"roleRef":{"name":"edit"}} | roleRef
          example.com/v1 Gadget | {"spec":{"size":1,"colour":"red"}} | {"spec":{"size":2,"colour":"red"}} | -
          """)
  void onlyACertainChangeOfAFieldThatNeverChangesCounts(
      String kind, String before, String manifest, String changed) {
    assertThat(
            ImmutableFields.changed(object(kind, before), object(kind, manifest), List.of())
                .orElse(null))
        .isEqualTo(changed);
  }

  @Test
  void aCustomKindNamesItsFieldsInItsDefinition() {
    String kind = "example.com/v1 Gadget";

    assertThat(
            ImmutableFields.changed(
                object(kind, "{\"spec\":{\"size\":1}}"),
                object(kind, "{\"spec\":{\"size\":2}}"),
                List.of("/spec/size")))
        .contains("spec.size");
  }

  private static ObjectNode object(String kind, String content) {
    ObjectNode object = Json.parse(content.getBytes(StandardCharsets.UTF_8));
    return object
        .put("apiVersion", kind.substring(0, kind.indexOf(' ')))
        .put("kind", kind.substring(kind.indexOf(' ') + 1));
  }
}
