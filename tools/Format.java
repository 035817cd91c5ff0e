import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks that the Java sources of the repository are formatted; formats them if told so. */
void main(String... args) throws Exception {
  boolean replace = List.of(args).contains("--replace");
  List<String> options =
      replace ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed");
  StringWriter unformatted = new StringWriter();
  int exit =
      new Main(new PrintWriter(unformatted, true), new PrintWriter(System.err, true), System.in)
          .format(Stream.concat(options.stream(), sources()).toArray(String[]::new));
  if (!unformatted.toString().isEmpty()) {
    System.err.print(
        "Not formatted:\n%sFormat with: mvn -N -Pformat validate\n".formatted(unformatted));
  }
  System.exit(exit);
}

Stream<String> sources() throws IOException {
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
          if (file.toString().endsWith(".java")) {
            sources.add(file.toString());
          }
          return FileVisitResult.CONTINUE;
        }
      });
  return sources.stream();
}
