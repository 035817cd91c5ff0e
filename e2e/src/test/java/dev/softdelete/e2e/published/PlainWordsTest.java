package dev.softdelete.e2e.published;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code, comments, messages and documentation are written in plain technical English. */
class PlainWordsTest {
  private static final Path REFUSED =
      Repository.file("e2e/src/test/resources/published/refused-words.txt");

  private static final Path REFUSED_NAMES =
      Repository.file("e2e/src/test/resources/published/refused-names.txt");

  private static final List<String> FOLDERS =
      List.of(
          ".github",
          "api/src",
          "benchmarks/src",
          "cli/cmd",
          "cli/internal",
          "control-plane/src",
          "crds",
          "docs",
          "e2e/src",
          "helm",
          "operator/src",
          "samples",
          "tools");

  private static final Set<String> ENDINGS =
      Set.of("java", "md", "yaml", "yml", "tpl", "go", "txt");

  /** What begins a line of a comment: a phrase may continue on the next line. */
  private static final Pattern LINE_START = Pattern.compile("\\s*\\n\\s*(\\*|//|#)?\\s*");

  private static final int WIDTH = 120;

  @Test
  void noPhraseIsARiddle() throws IOException {
    List<String> refused = Files.readAllLines(REFUSED).stream().filter(l -> !l.isBlank()).toList();
    var found = new ArrayList<String>();
    for (Path file : files()) {
      String text =
          LINE_START.matcher(Files.readString(file)).replaceAll(" ").toLowerCase(Locale.ROOT);
      refused.stream()
          .filter(
              phrase -> Pattern.compile("\\b" + Pattern.quote(phrase) + "\\b").matcher(text).find())
          .forEach(phrase -> found.add(file + ": " + phrase));
    }

    assertThat(refused).isNotEmpty();
    assertThat(found).isEmpty();
  }

  /** Each of these names has a plain successor. */
  @Test
  void noNameIsARiddle() throws IOException {
    Pattern names =
        Pattern.compile("\\b(" + String.join("|", Files.readAllLines(REFUSED_NAMES)) + ")\\b");
    var found = new ArrayList<String>();
    for (Path file : files()) {
      if (file.toString().endsWith(".java")) {
        names
            .matcher(Files.readString(file))
            .results()
            .forEach(name -> found.add(file + ": " + name.group()));
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void proseWraps() throws IOException {
    var found = new ArrayList<String>();
    for (Path file : files()) {
      if (file.toString().endsWith(".md")) {
        found.addAll(tooLong(file));
      }
    }

    assertThat(found).isEmpty();
  }

  /** Tables and code are not prose. */
  private static List<String> tooLong(Path page) throws IOException {
    var found = new ArrayList<String>();
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      if (line.strip().startsWith("```")) {
        code = !code;
      } else if (!code && !line.startsWith("|") && line.length() > WIDTH && line.contains(" ")) {
        found.add(page + ": " + line);
      }
    }
    return found;
  }

  private static List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    for (String folder : FOLDERS) {
      try (Stream<Path> walk = Files.walk(Repository.file(folder))) {
        walk.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    try (Stream<Path> pages = Files.list(Repository.file("."))) {
      pages.filter(Files::isRegularFile).forEach(files::add);
    }
    files.removeIf(file -> file.equals(REFUSED) || !ENDINGS.contains(ending(file)));
    return files;
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
