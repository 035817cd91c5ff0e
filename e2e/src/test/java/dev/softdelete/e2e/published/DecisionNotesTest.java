package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every note on a decision has a date, says why, and names the alternatives. */
class DecisionNotesTest {
  @ParameterizedTest
  @MethodSource
  void notes(Path note) throws IOException {
    assertThat(Files.readString(note))
        .containsPattern("(?m)^\\d{4}-\\d{2}-\\d{2}$")
        .containsPattern("(?ms)^## Alternatives\\n\\n- \\*\\*");
  }

  static Stream<Path> notes() throws IOException {
    try (Stream<Path> notes = Files.list(Repository.file("docs/decisions"))) {
      return notes.sorted().toList().stream();
    }
  }
}
