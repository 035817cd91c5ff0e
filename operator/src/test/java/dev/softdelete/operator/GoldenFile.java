package dev.softdelete.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A resource file with manifests as they are written. If one changes, an upgrade of the operator
 * writes it again in every cluster, so a change has to be deliberate.
 */
public final class GoldenFile {
  private static final Path PRESENT = Path.of("target", "golden");

  private GoldenFile() {}

  /** Compares manifests with the file beside a test, including the order of their fields. */
  public static void assertSame(Class<?> test, String file, List<? extends JsonNode> manifests) {
    String present =
        manifests.stream()
            .map(JsonNode::toPrettyString)
            .collect(Collectors.joining("\n", "", "\n"));
    try (InputStream in = test.getResourceAsStream(file)) {
      Files.createDirectories(PRESENT);
      Path copy = Files.writeString(PRESENT.resolve(file), present);
      byte[] golden = Objects.requireNonNull(in, "no " + file + "; see " + copy).readAllBytes();
      assertThat(present)
          .as("%s, whose present content is in %s", file, copy.toAbsolutePath())
          .isEqualTo(new String(golden, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
