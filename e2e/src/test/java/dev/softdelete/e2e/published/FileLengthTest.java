package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A file holds one idea, so it stays short. A file that is long for a good reason stands in {@code
 * long-files.txt} with this reason.
 */
class FileLengthTest {
  private static final int LONGEST = 250;
  private static final int LONGEST_MODULE = 79;

  private static final List<String> MODULES =
      List.of("api", "benchmarks", "control-plane", "e2e", "operator");

  private static final Path LONG_FILES =
      Repository.file("e2e/src/test/resources/published/long-files.txt");

  @Test
  void everyLongFileHasItsReason() throws IOException {
    Map<String, String> reasons =
        Files.readAllLines(LONG_FILES).stream()
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

    assertThat(filesOver(LONGEST, MODULES.stream().map(m -> m + "/src").toList()))
        .containsExactlyInAnyOrderElementsOf(reasons.keySet());
  }

  @Test
  void theProgramIsPutTogetherInShortModules() throws IOException {
    String app = "operator/src/main/java/dev/softdelete/operator/app";

    assertThat(filesOver(LONGEST_MODULE, List.of(app)))
        .noneMatch(file -> file.matches(".*(Module|Modules|App)\\.java"));
  }

  private static List<String> filesOver(int lines, List<String> folders) throws IOException {
    Path root = Repository.file(".").normalize();
    var all = Stream.<String>builder();
    for (String folder : folders) {
      try (Stream<Path> walk = Files.walk(Repository.file(folder))) {
        for (Path file : walk.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (Files.readAllLines(file).size() > lines) {
            all.add(root.relativize(file.normalize()).toString());
          }
        }
      }
    }
    return all.build().toList();
  }
}
