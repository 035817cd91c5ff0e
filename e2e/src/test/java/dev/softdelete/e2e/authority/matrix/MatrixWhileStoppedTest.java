package dev.softdelete.e2e.authority.matrix;

import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Nor with the operator stopped: the API server decides by itself. */
class MatrixWhileStoppedTest {
  private static Matrix matrix;

  @BeforeAll
  static void setStage() {
    matrix = new Matrix(Stage.set());
    Cluster.operator().kill();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(resources = "/authority/matrix.csv", delimiter = '|')
  void row(String verb, String target, String done, String undone, String denied) {
    matrix.check(verb, target, done, undone, denied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          own     | editor admin oncall overall-editor root
          other   | neighbour carrier overall-editor root
          cluster | root
          """)
  void aCreateIsARestoreForNobodyAndNeverAnEmptyObject(String target, String denied) {
    matrix.check("create-restoring", target, null, null, denied);
  }
}
