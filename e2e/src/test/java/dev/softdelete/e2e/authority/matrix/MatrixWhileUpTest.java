package dev.softdelete.e2e.authority.matrix;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody gets more than the table says, with the operator running. */
class MatrixWhileUpTest {
  private static Matrix matrix;

  @BeforeAll
  static void setStage() {
    matrix = new Matrix(Stage.set());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(resources = "/authority/matrix.csv", delimiter = '|')
  void row(String verb, String target, String done, String undone, String denied) {
    matrix.check(verb, target, done, undone, denied);
  }

  /** By the webhook, which asks for {@code get} as well. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          own     | editor admin overall-editor root      | oncall
          other   | neighbour carrier overall-editor root |
          cluster | root                                  |
          """)
  void aCreateIsARestoreForThoseWhoMayRestore(String target, String done, String denied) {
    matrix.check("create-restoring", target, done, null, denied);
  }
}
