package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedCrdsTest {
  private static final Path DIRECTORY = Path.of(System.getProperty("crds.directory")).normalize();

  @Test
  void committedCrdsAreWhatTheTypesGenerate() throws IOException {
    Map<String, String> generated = CrdFiles.generate();

    if (Boolean.getBoolean("crds.update")) {
      Files.createDirectories(DIRECTORY);
      for (Map.Entry<String, String> file : generated.entrySet()) {
        Files.writeString(DIRECTORY.resolve(file.getKey()), file.getValue());
      }
    }

    generated.forEach(
        (name, content) ->
            assertThat(DIRECTORY.resolve(name))
                .as(
                    "crds/%s is not what the types in api/ generate; rewrite it with: %s",
                    name, CrdFiles.UPDATE)
                .hasContent(content));
  }
}
