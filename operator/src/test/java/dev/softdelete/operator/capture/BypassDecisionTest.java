package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BypassDecisionTest {
  private static final String STAMP = "u-1/2026-01-01T00:00:00Z";

  @ParameterizedTest
  @CsvSource({
    // annotation, finalizers, stamp since the delete, custom resource
    "false, retain,        ,                          false, NOT_ASKED",
    "false, retain bypass, " + STAMP + ",             false, NOT_ASKED",
    "true,  retain bypass, ,                          false, GRANTED",
    "true,  retain bypass, ,                          true,  GRANTED",
    "true,  retain,        ,                          false, NOT_STAMPED",
    "true,  bypass,        ,                          false, NOT_STAMPED",
    "true,  retain,        " + STAMP + ",             false, GRANTED",
    "true,  retain,        " + STAMP + ",             true,  CUSTOM",
    "true,  retain,        u-1/2026-01-01T00:00:01Z,  false, NOT_STAMPED",
    "true,  retain,        u-2/2026-01-01T00:00:00Z,  false, NOT_STAMPED",
  })
  void countsOnlyWithAStampThatNobodyElseCanWrite(
      boolean annotation,
      String finalizers,
      String stamp,
      boolean custom,
      BypassDecision expected) {
    String list = "\"softdelete.dev/" + finalizers.replace(" ", "\", \"softdelete.dev/") + "\"";
    var object =
        Deletions.object(
            """
            {"metadata": {"uid": "u-1", "deletionTimestamp": "2026-01-01T00:00:00Z",
              "finalizers": [%s],
              "annotations": {"softdelete.dev/bypass": "%s", "softdelete.dev/bypass-granted": "%s"}}}
            """
                .formatted(list, annotation, stamp));

    assertThat(BypassDecision.of(object, () -> custom)).isEqualTo(expected);
  }
}
