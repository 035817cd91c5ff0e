package dev.softdelete.operator.restore.finish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.Records;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record names the policy "default". */
class KeptTermsTest {
  private static final DeletedResource RECORD = Records.purgedAt("2027-01-01T00:00:00Z", false);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          covered             | "softdelete.dev/retain" |                   | softdelete.dev/retain terms.softdelete.dev/default
          marked already      | "softdelete.dev/retain", "terms.softdelete.dev/default" | | softdelete.dev/retain terms.softdelete.dev/default
          not covered         | "a.b/c"                 |                   | a.b/c
          being deleted again | "softdelete.dev/retain" | deletionTimestamp | softdelete.dev/retain
          """)
  void aCoveredObjectGetsTheMarksOfItsRecord(
      String what, String finalizers, String deleting, String after) {
    var object =
        KubeObject.parse(
            "{\"metadata\": {\"finalizers\": [%s]%s}}"
                .formatted(
                    finalizers,
                    deleting == null ? "" : ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\"")
                .getBytes(StandardCharsets.UTF_8));

    assertThat(String.join(" ", KeptTerms.finalizers(object, RECORD.getSpec()))).isEqualTo(after);
  }
}
