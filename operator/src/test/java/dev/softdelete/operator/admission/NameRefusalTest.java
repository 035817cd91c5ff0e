package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''          | namespaces | Conflict      | This is not a field conflict; --force-conflicts does not help. taken
          ''          | configmaps | AlreadyExists | taken
          example.org | namespaces | AlreadyExists | taken
          """)
  void isAConflictForANamespaceBecauseToolsIgnoreAlreadyExists(
      String group, String resource, String reason, String message) {
    assertThat(NameRefusal.of(group, resource, "taken"))
        .isEqualTo(new AdmissionResponse.Denied(409, reason, message));
  }
}
