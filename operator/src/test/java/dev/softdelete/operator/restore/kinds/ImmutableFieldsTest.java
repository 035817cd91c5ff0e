package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
          v1 Service | {"spec":{"type":"ExternalName","externalName":"a.example"}} | {"spec":{"type":"ClusterIP","clusterIP":"10.0.0.7"}} | -
          v1 Service | {"spec":{"type":"ClusterIP","clusterIP":"10.0.0.7"}} | {"spec":{"type":"ExternalName","clusterIP":"None"}} | -
          v1 PersistentVolumeClaim | {"spec":{}} | {"spec":{"storageClassName":"fast"}} | -
          v1 PersistentVolumeClaim | {"spec":{"storageClassName":"fast"}} | {"spec":{"storageClassName":""}} | spec.storageClassName
          v1 PersistentVolumeClaim | {"spec":{"resources":{"requests":{"storage":"2Gi"}}},"status":{"capacity":{"storage":"2Gi"}}} | {"spec":{"resources":{"requests":{"storage":"1Gi"}}}} | spec.resources.requests.storage
          v1 PersistentVolumeClaim | {"spec":{"resources":{"requests":{"storage":"2Gi"}}},"status":{"capacity":{"storage":"2Gi"}}} | {"spec":{"resources":{"requests":{"storage":"3Gi"}}}} | -
          batch/v1 Job | {"spec":{"suspend":true,"template":{"spec":{"nodeSelector":{"a":"b"}}}}} | {"spec":{"template":{"spec":{"nodeSelector":{"a":"c"}}}}} | -
          batch/v1 Job | {"spec":{"completions":2}} | {"spec":{"completions":3}} | spec.completions
          batch/v1 Job | {"spec":{"completionMode":"Indexed","completions":2,"parallelism":2}} | {"spec":{"completions":3,"parallelism":3}} | -
          v1 Pod | {"spec":{"containers":[{"name":"a","image":"i","command":["x"]},{"name":"injected"}]}} | {"spec":{"containers":[{"name":"a","image":"j","command":["y"]}]}} | spec.containers
          v1 Pod | {"spec":{"containers":[{"name":"a","image":"i","command":["x"],"volumeMounts":[{"name":"t"}]},{"name":"injected"}]}} | {"spec":{"containers":[{"name":"a","image":"j","command":["x"]}]}} | -
          v1 Pod | {"spec":{"containers":[{"name":"a"}]}} | {"spec":{"containers":[{"name":"b"}]}} | spec.containers
          v1 ResourceQuota | {"spec":{"scopes":["BestEffort","NotTerminating"]}} | {"spec":{"scopes":["NotTerminating","BestEffort"]}} | -
          v1 ResourceQuota | {"spec":{"scopes":["BestEffort"]}} | {"spec":{"scopes":["Terminating"]}} | spec.scopes
          example.com/v1 Gadget | {"spec":{"size":1,"colour":"red"}} | {"spec":{"size":2,"colour":"red"}} | -
          """)
  void onlyACertainChangeOfAFieldThatNeverChangesCounts(
      String kind, String before, String manifest, String changed) {
    assertThat(
            ImmutableFields.changed(object(kind, before), object(kind, manifest), List.of())
                .orElse(null))
        .isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          # restored        | manifest        | changed
          {"f":1}           | {"f":2}         | f
          {"f":1}           | {"f":1.0}       | -
          {"f":"14.1"}      | {"f":"14.10"}   | f
          {"f":true}        | {"f":false}     | f
          {"f":false}       | {"f":false}     | -
          {"f":"a"}         | {"f":""}        | f
          {}                | {"f":1}         | -
          {"f":1}           | {}              | -
          {"f":{"a":1,"defaulted":2}} | {"f":{"a":1}} | -
          {"f":{"a":1}}     | {"f":{"a":1,"b":2}} | f
          {"f":["a","b"]}   | {"f":["a"]}     | f
          """)
  void aFieldThatTheDefinitionNamesChangesIfItHadAnotherValue(
      String before, String manifest, String changed) {
    String kind = "example.com/v1 Gadget";

    assertThat(
            ImmutableFields.changed(object(kind, before), object(kind, manifest), List.of("/f"))
                .orElse(null))
        .isEqualTo(changed);
  }

  private static ObjectNode object(String kind, String content) {
    ObjectNode object = Json.parse(content.getBytes(StandardCharsets.UTF_8));
    return object
        .put("apiVersion", kind.substring(0, kind.indexOf(' ')))
        .put("kind", kind.substring(kind.indexOf(' ') + 1));
  }
}
