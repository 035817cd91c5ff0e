package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettableFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {'apiVersion':'apps/v1','status':{'replicas':1}}           | {'apiVersion':'apps/v1'}
          {'apiVersion':'v1','status':1}                             | {'apiVersion':'v1'}
          {'apiVersion':'example.com/v1','status':{'ready':true}}    | {'apiVersion':'example.com/v1','status':{'ready':true}}
          {'metadata':{'name':'n','uid':'u','resourceVersion':'1'}}  | {'metadata':{'name':'n'}}
          {'metadata':{'generation':1,'selfLink':'s','creationTimestamp':'t'}} | {'metadata':{}}
          {'metadata':{'deletionTimestamp':'t','managedFields':[]}}  | {'metadata':{}}
          {'metadata':{'labels':{},'finalizers':['f']}}              | {'metadata':{'labels':{},'finalizers':['f']}}
          {'metadata':1,'spec':{'metadata':{'uid':'u'}}}             | {'spec':{'metadata':{'uid':'u'}}}
          {}                                                         | {}
          """)
  void whatTheApiServerSetsIsLeftOut(String manifest, String settable) {
    assertThat(SettableFields.of(Json.parse(bytes(manifest))))
        .isEqualTo(Json.parse(bytes(settable)));
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
