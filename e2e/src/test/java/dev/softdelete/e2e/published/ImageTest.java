package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the Dockerfile, as far as this is possible without a build of the image. */
class ImageTest {
  private static final Path FOLDER = Repository.file("operator/Dockerfile").getParent();

  @Test
  void whatItCopiesIsWhatTheBuildMakes() throws IOException {
    List<String> copied = arguments("COPY").stream().map(ImageTest::firstWord).toList();

    assertThat(copied).hasSize(2);
    assertThat(copied).allSatisfy(path -> assertThat(FOLDER.resolve(path)).exists());
    assertThat(copied)
        .allSatisfy(
            path ->
                assertThat(FOLDER.resolve(".dockerignore"))
                    .content()
                    .contains("!" + path.replaceAll("/$", "")));
  }

  @Test
  void theLibrariesLieWhereTheJarLooksForThem() throws IOException {
    assertThat(arguments("COPY")).contains("target/lib/ /app/lib/");
    assertThat(arguments("COPY")).contains("target/operator.jar /app/operator.jar");
    assertThat(arguments("ENTRYPOINT"))
        .containsExactly("[\"java\", \"-jar\", \"/app/operator.jar\"]");
  }

  @Test
  void itRunsAsTheUserThatTheChartAsksFor() throws IOException {
    String values = Files.readString(Repository.file("helm/soft-delete-operator/values.yaml"));

    assertThat(arguments("USER")).containsExactly("65532:65532");
    assertThat(values).contains("runAsUser: 65532", "runAsGroup: 65532");
  }

  private static List<String> arguments(String instruction) throws IOException {
    return Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  private static String firstWord(String text) {
    return Arrays.asList(text.split(" ", -1)).getFirst();
  }
}
