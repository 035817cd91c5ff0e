package dev.softdelete.operator.restore.create;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostponedAnnotationsTest {

  @Test
  void anOrdinaryObjectGetsAllOfThemAtOnce() {
    assertThat(PostponedAnnotations.of(object(3, i -> "value"))).isEmpty();
  }

  @Test
  void theLargestMakesRoomForTheMark() {
    assertThat(PostponedAnnotations.of(object(3, i -> "x".repeat(i == 1 ? 262_000 : 40))))
        .containsOnlyKeys("k0001");
  }

  @Test
  void bytesCountAsTheyDoForTheApiServer() {
    assertThat(PostponedAnnotations.of(object(1, i -> "\u674e".repeat(87_300)))).hasSize(1);
  }

  @Test
  void asManySmallOnesAsAreNecessaryWait() {
    assertThat(PostponedAnnotations.of(object(1300, i -> "x".repeat(196))))
        .hasSizeBetween(1, 6)
        .containsKey("k0000");
  }

  private static KubeObject object(int many, IntFunction<String> value) {
    ObjectNode json = Json.object();
    ObjectNode annotations = json.putObject("metadata").putObject("annotations");
    IntStream.range(0, many).forEach(i -> annotations.put("k%04d".formatted(i), value.apply(i)));
    return new KubeObject(json);
  }
}
