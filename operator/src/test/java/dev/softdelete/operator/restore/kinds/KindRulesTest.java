package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.restore.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          batch/v1 | Job    | {"spec":{"selector":{"a":"b"},"suspend":true}} | {"spec":{"suspend":true}}
          batch/v1 | Job    | {"spec":{"manualSelector":true,"selector":{"a":"b"}}} | {"spec":{"manualSelector":true,"selector":{"a":"b"}}}
          batch/v1 | Job    | {"metadata":{"labels":{"app":"x","controller-uid":"u","job-name":"j"}},"spec":{}} | {"metadata":{"labels":{"app":"x"}},"spec":{}}
          batch/v1 | Job    | {"spec":{"template":{"metadata":{"labels":{"app":"x","batch.kubernetes.io/controller-uid":"u","batch.kubernetes.io/job-name":"j"}}}}} | {"spec":{"template":{"metadata":{"labels":{"app":"x"}}}}}
          batch/v1 | CronJob | {"spec":{"selector":{"a":"b"}}} | {"spec":{"selector":{"a":"b"}}}
          v1 | Pod    | {"spec":{"nodeName":"n","ephemeralContainers":[],"containers":[]}} | {"spec":{"containers":[]}}
          v1 | Secret | {"type":"kubernetes.io/service-account-token","data":{"token":"t"},"metadata":{"annotations":{"kubernetes.io/service-account.name":"a","kubernetes.io/service-account.uid":"u"}}} | {"type":"kubernetes.io/service-account-token","metadata":{"annotations":{"kubernetes.io/service-account.name":"a"}}}
          v1 | Secret | {"type":"Opaque","data":{"token":"t"}} | {"type":"Opaque","data":{"token":"t"}}
          v1 | PersistentVolume | {"spec":{"claimRef":{"name":"c","namespace":"n","uid":"u","resourceVersion":"1"}}} | {"spec":{"claimRef":{"name":"c","namespace":"n"}}}
          v1 | PersistentVolume | {"spec":{}} | {"spec":{}}
          example.com/v1 | Job | {"spec":{"selector":{"a":"b"}}} | {"spec":{"selector":{"a":"b"}}}
          """)
  void takesOutWhatCannotBeCreatedAgain(
      String apiVersion, String kind, String before, String after) {
    ObjectNode manifest = Snapshots.object(before).json();

    KindRules.forKind(apiVersion, kind, false).accept(manifest);

    assertThat(manifest).isEqualTo(Snapshots.object(after).json());
  }

  @Test
  void aKindWithoutARuleIsLeftAlone() {
    ObjectNode manifest = Snapshots.object("{\"spec\": {\"nodeName\": \"n\"}}").json();

    KindRules.forKind("apps/v1", "Deployment", false).accept(manifest);

    assertThat(manifest.at("/spec/nodeName").asText()).isEqualTo("n");
  }

  @Test
  void aJobWhosePodsStillRunKeepsTheSelectorByWhichItFindsThem() {
    ObjectNode manifest = Snapshots.object("{\"spec\": {\"selector\": {\"a\": \"b\"}}}").json();

    KindRules.forKind("batch/v1", "Job", true).accept(manifest);

    assertThat(manifest)
        .isEqualTo(
            Snapshots.object("{\"spec\": {\"selector\": {\"a\": \"b\"}, \"manualSelector\": true}}")
                .json());
  }
}
