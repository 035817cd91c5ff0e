package dev.softdelete.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is built from a state that cannot be released. */
@Tag("delivery")
class ReleaseRefusedTest {
  @TempDir static Path folder;
  private static DryRun release;

  @BeforeAll
  static void sources() throws IOException {
    release = DryRun.in(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --dry-run 9.8.8                | CHANGELOG.md has no section '## 9.8.8'
          --dry-run v9.8.7-rc.1          | 'v9.8.7-rc.1' is no version
          --dry-run                      | '' is no version
          9.8.7-rc.1                     | say --dry-run or --publish
          --dry-run --fast 9.8.7-rc.1    | unknown option --fast
          --dry-run --only=charts 9.8.7-rc.1 | unknown part charts
          """)
  void aMistakeIsNamed(String arguments, String message) throws IOException {
    Program.Result result = release.program().call("bash", "-c", "./release " + arguments);

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.output()).contains(message);
    assertThat(release.built("files")).doesNotExist();
  }

  @Test
  void whatIsNotCommittedIsNotReleased() throws IOException {
    Path readme = folder.resolve("README.md");
    String before = Files.readString(readme);
    Files.writeString(readme, "x", StandardOpenOption.APPEND);
    try {
      Program.Result result =
          release.program().call("./release", "--dry-run", "--only=crds", DryRun.VERSION);

      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.output()).contains("the work tree has changes:").contains("README.md");
    } finally {
      Files.writeString(readme, before);
    }
  }
}
