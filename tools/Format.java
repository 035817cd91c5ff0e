import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The time of this file is that of the last run that found everything formatted. */
static final Path STAMP = Path.of("target", "formatter", "formatted");

/**
 * Checks that the Java sources of the repository are formatted; formats them if told so. Sources
 * that have not changed since everything was formatted are left out.
 */
void main(String... args) throws Exception {
  FileTime begun = FileTime.from(Instant.now());
  List<String> changed = sources().toList();
  if (!changed.isEmpty()) {
    format(List.of(args).contains("--replace"), changed.stream());
  }
  Files.write(STAMP, new byte[0]);
  Files.setLastModifiedTime(STAMP, begun);
}

void format(boolean replace, Stream<String> sources) throws Exception {
  List<String> options =
      replace ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed");
  StringWriter unformatted = new StringWriter();
  int exit =
      new Main(new PrintWriter(unformatted, true), new PrintWriter(System.err, true), System.in)
          .format(Stream.concat(options.stream(), sources).toArray(String[]::new));
  if (!unformatted.toString().isEmpty()) {
    System.err.print(
        "Not formatted:\n%sFormat with: mvn -N -Pformat validate\n".formatted(unformatted));
  }
  if (exit != 0) {
    System.exit(exit);
  }
}

Stream<String> sources() throws IOException {
  FileTime formatted =
      Files.exists(STAMP) ? Files.getLastModifiedTime(STAMP) : FileTime.fromMillis(0);
  List<String> sources = new ArrayList<>();
  Files.walkFileTree(
      Path.of(""),
      new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
          String name = directory.getFileName().toString();
          return name.equals("target") || name.startsWith(".")
              ? FileVisitResult.SKIP_SUBTREE
              : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          if (file.toString().endsWith(".java")
              && attributes.lastModifiedTime().compareTo(formatted) >= 0) {
            sources.add(file.toString());
          }
          return FileVisitResult.CONTINUE;
        }
      });
  return sources.stream();
}
