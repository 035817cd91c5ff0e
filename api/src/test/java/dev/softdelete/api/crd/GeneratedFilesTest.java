package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedFilesTest {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("repository.directory")).normalize();

  static Stream<Arguments> files() {
    Map<String, String> files = new TreeMap<>();
    CrdFiles.generate().forEach((name, content) -> files.put("crds/" + name, content));
    files.put("docs/reference.md", ReferencePage.of(CrdFiles.definitions()));
    return files.entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void committedFileIsWhatTheTypesGenerate(String name, String content) throws IOException {
    Path file = REPOSITORY.resolve(name);

    if (Boolean.getBoolean("crds.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }

    assertThat(file)
        .as("%s is not what the types in api/ generate; rewrite it with: %s", name, CrdFiles.UPDATE)
        .hasContent(content);
  }
}
