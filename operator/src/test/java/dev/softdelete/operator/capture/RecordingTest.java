package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("an ordinary name", "web", true),
        Arguments.of("the longest name", "n".repeat(65_536), true),
        Arguments.of("one character more", "n".repeat(65_537), false),
        Arguments.of("as many bytes as there is room for", "\u00e9".repeat(40_000), true),
        Arguments.of("more bytes", "\u674e".repeat(60_000), false),
        Arguments.of("characters that are escaped", "\u0001".repeat(20_000), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void takesANameThatTheRecordHasRoomFor(String what, String name, boolean recordable) {
    var json = Json.object();
    json.putObject("metadata").put("name", name);

    assertThat(Recording.objection(new KubeObject(json)).isEmpty()).isEqualTo(recordable);
  }
}
