package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BypassStampTest {

  /**
   * The words say what an object has: the annotation (asks), the finalizers (retain, stamp), its
   * deletion (deleted), and a stamp since then (granted).
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          set by somebody who may                     | asks                        | retain                        | true  | finalizer
          set by somebody who may not                 | asks                        | retain                        | false | -
          set in a create by somebody who may         | asks                        |                               | true  | finalizer
          set in a create by somebody who may not     | asks stamp                  |                               | false | -
          there before, and touched by who may        | asks                        | asks retain                   | true  | -
          stamped before, and touched by who may not  | asks retain stamp           | asks retain stamp             | false | finalizer
          stamped before the object was covered       | asks stamp                  | asks stamp                    | true  | -
          stamp taken off                             | asks retain                 | asks retain stamp             | false | finalizer
          annotation taken off                        | retain stamp                | asks retain stamp             | false | -
          set after the delete by who may             | asks retain deleted         | retain deleted                | true  | granted
          set after the delete by who may not         | asks retain deleted granted | retain deleted                | false | -
          granted before                              | asks retain deleted         | asks retain deleted granted   | false | granted
          granted, then annotation taken off          | retain deleted granted      | asks retain deleted granted   | true  | -
          there at the delete, and touched by who may | asks retain deleted         | asks retain deleted           | true  | -
          a grant before the delete                   | asks retain granted         | asks retain                   | true  | -
          """)
  void isGivenToWhoeverMayAndStaysWithTheAnnotation(
      String what, String now, String before, boolean mayBypass, String stamp) {
    BypassStamp given =
        BypassStamp.of(
            object(now), Optional.ofNullable(before).map(BypassStampTest::object), () -> mayBypass);

    assertThat(given)
        .isEqualTo(
            new BypassStamp(
                stamp.equals("finalizer"),
                stamp.equals("granted")
                    ? Optional.of("u-1/2026-01-01T00:00:00Z")
                    : Optional.empty()));
  }

  static KubeObject object(String words) {
    ObjectNode json = Json.object();
    ObjectNode metadata = json.putObject("metadata").put("uid", "u-1");
    for (String word : words.split(" ", -1)) {
      switch (word) {
        case "asks" -> metadata.withObject("/annotations").put("softdelete.dev/bypass", "true");
        case "retain" -> metadata.withArray("/finalizers").add("softdelete.dev/retain");
        case "stamp" -> metadata.withArray("/finalizers").add("softdelete.dev/bypass");
        case "deleted" -> metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
        case "granted" ->
            metadata
                .withObject("/annotations")
                .put("softdelete.dev/bypass-granted", "u-1/2026-01-01T00:00:00Z");
        default -> throw new IllegalArgumentException(word);
      }
    }
    return new KubeObject(json);
  }
}
