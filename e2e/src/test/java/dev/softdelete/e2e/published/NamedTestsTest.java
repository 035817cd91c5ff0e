package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that a page of the documentation names as its proof exists. */
class NamedTestsTest {
  private static final Pattern NAMED = Pattern.compile("`(?:\\w+/)*(\\w+Test)`");

  @Test
  void exist() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path page : files("docs", ".md")) {
      NAMED.matcher(Files.readString(page)).results().forEach(name -> named.add(name.group(1)));
    }

    assertThat(named).isNotEmpty();
    assertThat(tests()).containsAll(named);
  }

  private static Set<String> tests() throws IOException {
    return Stream.concat(
            files("e2e/src/test/java", ".java").stream(),
            files("operator/src/test/java", ".java").stream())
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .collect(Collectors.toSet());
  }

  private static Set<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Repository.file(folder))) {
      return files.filter(f -> f.toString().endsWith(ending)).collect(Collectors.toSet());
    }
  }
}
