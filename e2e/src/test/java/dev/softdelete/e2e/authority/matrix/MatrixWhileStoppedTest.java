package dev.softdelete.e2e.authority.matrix;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Soak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nor with the operator stopped: the API server decides by itself. */
@Tag(Soak.SAMPLED)
class MatrixWhileStoppedTest {
  private static Matrix matrix;

  @BeforeAll
  static void setStage() {
    matrix = new Matrix(Stage.set());
    Cluster.operator().kill();
  }

  /** The table holds some hundred rows; a parameter of a row that is empty there is null. */
  static List<Arguments> rows() throws IOException {
    String table = "/authority/matrix.csv";
    try (var in = MatrixWhileStoppedTest.class.getResourceAsStream(table)) {
      List<Arguments> rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\\|", -1))
              .map(
                  cells ->
                      Arguments.of(
                          Stream.of(cells)
                              .map(String::strip)
                              .map(cell -> cell.isEmpty() ? null : cell)
                              .toArray()))
              .toList();
      return Soak.everyNth(5, rows);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
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
