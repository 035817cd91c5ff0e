package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.admission.AdmissionResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampPatchTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          as it should be | asks retain         |   | []
          a stamp to add  | asks retain         | g | [{"op":"add","path":"/metadata/annotations/softdelete.dev~1bypass-granted","value":"g"}]
          a stamp to take | asks retain granted |   | [{"op":"remove","path":"/metadata/annotations/softdelete.dev~1bypass-granted"}]
          """)
  void changesOnlyTheStamp(String what, String object, String granted, String patch) {
    AdmissionResponse response =
        StampPatch.of(
            BypassStampTest.object(object),
            List.of("softdelete.dev/retain"),
            Optional.ofNullable(granted));

    assertThat(response instanceof AdmissionResponse.Patched p ? p.patch().toString() : "[]")
        .isEqualTo(patch);
  }
}
