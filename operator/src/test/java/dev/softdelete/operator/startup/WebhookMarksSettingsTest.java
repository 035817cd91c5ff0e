package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.operator.admission.ConfigurationMarks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookMarksSettingsTest {

  @Test
  void thereAreNoneUnlessSaidOtherwise() {
    assertThat(WebhookMarksSettings.of(Map.of())).isEqualTo(ConfigurationMarks.NONE);
    assertThat(WebhookMarksSettings.of(Map.of("WEBHOOK_LABELS", " ", "WEBHOOK_ANNOTATIONS", "{}")))
        .isEqualTo(ConfigurationMarks.NONE);
  }

  @Test
  void areObjectsOfTexts() {
    assertThat(
            WebhookMarksSettings.of(
                Map.of(
                    "WEBHOOK_LABELS",
                    "{\"team\":\"platform\"}",
                    "WEBHOOK_ANNOTATIONS",
                    "{\"admissions.enforcer/disabled\":\"true\",\"note\":\"a, b = c\"}")))
        .isEqualTo(
            new ConfigurationMarks(
                Map.of("team", "platform"),
                Map.of("admissions.enforcer/disabled", "true", "note", "a, b = c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WEBHOOK_LABELS      | team=a                                 | a JSON object of texts
          WEBHOOK_LABELS      | null                                   | not null
          WEBHOOK_LABELS      | {"team":"a b"}                         | no label value: a b
          WEBHOOK_LABELS      | {"a team":"a"}                         | no key: a team
          WEBHOOK_LABELS      | {"app.kubernetes.io/managed-by":"us"}  | reserved for the operator
          WEBHOOK_ANNOTATIONS | {"softdelete.dev/policy":"us"}         | reserved for the operator
          WEBHOOK_ANNOTATIONS | {"terms.softdelete.dev/a":"us"}        | reserved for the operator
          WEBHOOK_ANNOTATIONS | {"a":null}                             | no text for a
          WEBHOOK_ANNOTATIONS | {"a":{"b":"c"}}                        | a JSON object of texts
          """)
  void whatNoConfigurationCanHaveIsRefusedByName(String variable, String value, String message) {
    assertThatThrownBy(() -> WebhookMarksSettings.of(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(message);
  }
}
