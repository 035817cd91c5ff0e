package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.RetentionBounds;
import dev.softdelete.operator.capture.CapturePolicies;
import dev.softdelete.operator.kube.RetentionDuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionChoiceTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // policy, min, max, asked, kept, complains
        "48h, 1h, 90d, -, 48h, false",
        "48h, 1h, 90d, 72h, 72h, false",
        "48h, 1h, 90d, 1h, 1h, false",
        "48h, 1h, 90d, 90d, 2160h, false",
        "48h, 1h, 90d, 30m, 1h, true",
        "48h, 1h, 90d, 91d, 2160h, true",
        "48h, 1h, 90d, Indefinite, 2160h, true",
        "48h, 1h, Indefinite, Indefinite, Indefinite, false",
        "48h, 1h, 90d, soon, 48h, true",
        "48h, 1h, 90d, '', 48h, true",
        "48h, 1h, 90d, -5h, 48h, true",
        "Indefinite, 1h, 90d, -, Indefinite, false",
        "Indefinite, 1h, 90d, 2h, 2h, false",
        "30m, 1h, 90d, -, 30m, false",
        "30m, 1h, 90d, 40m, 40m, false",
        "120d, 1h, 90d, 100d, 2400h, false"
      })
  void isTheObjectsOwnWithinThePolicysBounds(
      String policy, String min, String max, String asked, String kept, boolean complains) {
    Map<String, String> annotations =
        asked == null ? Map.of() : Map.of("softdelete.dev/retention", asked);

    RetentionChoice choice =
        RetentionChoice.of(
            CapturePolicies.retaining(policy, new RetentionBounds(min, max)), annotations);

    assertThat(choice.retention()).isEqualTo(RetentionDuration.parse(kept));
    assertThat(choice.complaint().isPresent()).isEqualTo(complains);
  }

  @ParameterizedTest
  @CsvSource({
    "72h, 72h, false",
    "2h, 48h, true",
    "30m, 48h, true",
    "91d, 2160h, true",
    "soon, 48h, true",
  })
  void isNotShortenedByWhatAConversionWebhookMayHaveWritten(
      String asked, String kept, boolean complains) {
    RetentionChoice choice =
        RetentionChoice.notShorter(
            CapturePolicies.retaining("48h", new RetentionBounds("1h", "90d")),
            Map.of("softdelete.dev/retention", asked));

    assertThat(choice.retention()).isEqualTo(RetentionDuration.parse(kept));
    assertThat(choice.complaint().isPresent()).isEqualTo(complains);
  }

  @Test
  void aComplaintNamesWhatWasAskedAndWhatIsAllowed() {
    RetentionChoice choice =
        RetentionChoice.of(
            CapturePolicies.retaining("48h", null), Map.of("softdelete.dev/retention", "5m"));

    assertThat(choice.complaint().orElseThrow()).contains("'5m'", "1h to 2160h", "kept 1h");
  }
}
