package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentFieldsTest {

  /** A difference is a line whose last column is a dash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {'a': 1}                  | {'a': 1, 'default': 2}              | {'a': 1}
          {'a': 1}                  | {'a': 2}                            | -
          {'a': 1}                  | {'a': 1.0}                          | {'a': 1.0}
          {'a': 1}                  | {}                                  | -
          {'a': true}               | {'a': 'true'}                       | -
          {'a': {'b': 1}}           | {'a': {'b': 1, 'default': 2}}       | {'a': {'b': 1}}
          {'a': {'b': 1}}           | {'a': [1]}                          | -
          {'a': {}}                 | {'a': {'default': 2}}               | {'a': {}}
          {'a': [{'b': 1}]}         | {'a': [{'b': 1, 'default': 2}]}     | {'a': [{'b': 1}]}
          {'a': [1]}                | {'a': [1, 2]}                       | -
          {'a': [1, 2]}             | {'a': [2, 1]}                       | -
          {'a': []}                 | {'a': [1]}                          | -
          {'volumes': [{'name': 'v'}]} | {'volumes': [{'name': 'v'}, {'name': 'token'}]} | {'volumes': [{'name': 'v'}]}
          {'volumes': [{'name': 'v'}]} | {'volumes': [{'name': 'token'}, {'name': 'v'}]} | -
          {'volumes': []}           | {'volumes': [{'name': 'token'}]}    | -
          {'a': null}               | {}                                  | {'a': null}
          {'a': null}               | {'a': null}                         | {'a': null}
          {'a': null}               | {'a': {}}                           | {'a': null}
          {'a': null}               | {'a': {'default': 2}}               | {'a': {'default': 2}}
          {'a': false, 'b': ''}     | {}                                  | {'a': false, 'b': ''}
          {'a': {'b': {}}, 'c': []} | {}                                  | {'a': {'b': {}}, 'c': []}
          {'a': {'b': {'c': 1}}}    | {}                                  | -
          {'a': true}               | {}                                  | -
          {'cpu': '1000m'}          | {'cpu': '1'}                        | {'cpu': '1'}
          {'memory': '1024Mi'}      | {'memory': '1Gi'}                   | {'memory': '1Gi'}
          {'cpu': 0.5}              | {'cpu': '500m'}                     | {'cpu': '500m'}
          {'cpu': '1'}              | {'cpu': '2'}                        | -
          {'cpu': '1x'}             | {'cpu': '1y'}                       | -
          {'data': {'a': '1'}}      | {'data': {'a': '1', 'b': '2'}}      | {'data': {'a': '1', 'b': '2'}}
          {'data': {'a': null}}     | {'data': {'b': '2'}}                | {'data': {'b': '2', 'a': null}}
          {'podSelector': {}}       | {'podSelector': {'matchLabels': {'a': 'b'}}} | {'podSelector': {'matchLabels': {'a': 'b'}}}
          {'a': {'b': 1}}           | {'a': {'b': 1, 'selector': {'c': 'd'}}} | {'a': {'b': 1, 'selector': {'c': 'd'}}}
          {}                        | {'data': {'a': '1'}}                | {'data': {'a': '1'}}
          {}                        | {'rules': [{'verbs': ['get']}]}     | -
          {}                        | {'type': 'Opaque', 'spec': {}}      | {}
          {}                        | {'status': {'phase': 'x'}}          | {}
          """)
  void eachValueIsThatOfTheObject(String said, String sent, String fields) {
    ObjectNode object = json(sent);
    object
        .withObject("/metadata/annotations")
        .put("kubectl.kubernetes.io/last-applied-configuration", "x");
    ObjectNode manifest = json(said);
    manifest.putObject("metadata").put("name", "web");

    var found =
        SentFields.of(new KubeObject(object), manifest)
            .map(
                f -> {
                  f.remove("metadata");
                  return f;
                });

    if (fields.equals("-")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).contains(json(fields));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {'finalizers': ['x']}      | {'finalizers': ['x', 'softdelete.dev/retain']} | {'finalizers':['x']}
          {'finalizers': ['x']}      | {'finalizers': ['softdelete.dev/retain']}      | -
          {'ownerReferences': [{'uid': 'u'}]} | {}                                    | -
          {'labels': {'a': 'b'}}     | {'labels': {'a': 'b', 'c': 'd'}}               | {'labels':{'a':'b','c':'d'}}
          {'labels': {'a': 'b'}}     | {'labels': {'a': 'c'}}                         | -
          {'labels': []}             | {}                                             | -
          {'name': 'n'}              | {'labels': {'a': 'b'}}                         | {'labels':{'a':'b'}}
          {'uid': 'u', 'generation': 3, 'creationTimestamp': 'x'} | {}                | {}
          """)
  void ofTheMetadataOnlyWhatTheObjectHasCounts(String said, String sent, String fields) {
    ObjectNode object = Json.object();
    object.set("metadata", json(sent));
    object.withObject("/metadata/annotations").put("note", "x");
    ObjectNode manifest = Json.object();
    manifest.set("metadata", json(said));

    var found =
        SentFields.of(new KubeObject(object), manifest)
            .map(
                f -> {
                  f.withObject("/metadata").remove("annotations");
                  return f.path("metadata").toString().replace('"', '\'');
                });

    assertThat(found.orElse("-")).isEqualTo(fields);
  }

  @Test
  void anAnnotationWithAnAnnotationThatTheApiServerTookOffStillCounts() {
    ObjectNode object = json("{'metadata': {'annotations': {'a': 'b'}}}");
    ObjectNode said =
        json("{'metadata': {'annotations': {'a': 'b', 'softdelete.dev/bypass': 'true'}}}");

    assertThat(SentFields.of(new KubeObject(object), said).orElseThrow().toString())
        .isEqualTo("{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}");
  }

  @Test
  void whatIsTooDeepDiffers() {
    ObjectNode said = json("{'a': ".repeat(1000) + "1" + "}".repeat(1000));
    said.putObject("metadata");

    assertThat(SentFields.of(new KubeObject(said.deepCopy()), said)).isEmpty();
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
