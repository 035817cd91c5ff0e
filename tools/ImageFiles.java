import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays out the program as it lies in the image: {@code operator.jar}, its libraries in {@code lib/}
 * and the SBOM. All files get the same time. If asked for, creates the AOT cache for these very
 * files and the Java runtime of the image's base.
 *
 * <p>Arguments: the target folder of the module operator, the target folder of the module image,
 * the time of the files in ISO-8601, {@code true} for a cache ({@code keep} for the one that lies
 * there, whether it fits or not), and the home of the Java runtime.
 */
void main(String... args) throws Exception {
  Path operator = Path.of(args[0]).toAbsolutePath().normalize();
  Path target = Path.of(args[1]).toAbsolutePath().normalize();
  Path app = target.resolve("app");
  // Jib expects the folder, though this module has no classes.
  Files.createDirectories(target.resolve("classes"));
  FileTime time = FileTime.from(Instant.parse(args[2]));
  place(operator.resolve("operator.jar"), app.resolve("operator.jar"), time);
  place(operator.resolve("sbom/operator.cdx.json"), app.resolve("sbom/operator.cdx.json"), time);
  placeLibraries(operator.resolve("lib"), app.resolve("lib"), time);
  Path cache = app.resolve("operator.aot");
  if (args[3].equals("true")) {
    Path java = Path.of(args[4], "bin", "java");
    train(operator, app.resolve("operator.jar"), cache, target.resolve("training"), java);
  } else if (!args[3].equals("keep")) {
    Files.deleteIfExists(cache);
  }
}

void placeLibraries(Path from, Path to, FileTime time) throws IOException {
  List<String> names = names(from);
  for (String name : names) {
    place(from.resolve(name), to.resolve(name), time);
  }
  for (String name : names(to)) {
    if (!names.contains(name)) {
      Files.delete(to.resolve(name));
    }
  }
}

List<String> names(Path folder) throws IOException {
  try (Stream<Path> files = Files.list(folder)) {
    return files.map(file -> file.getFileName().toString()).sorted().toList();
  }
}

void place(Path from, Path to, FileTime time) throws IOException {
  Files.createDirectories(to.getParent());
  Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  Files.setLastModifiedTime(to, time);
}

/** Runs the training of the module operator, which leaves a cache that fits unchanged. */
void train(Path operator, Path jar, Path cache, Path output, Path java) throws Exception {
  String classPath = Files.readString(operator.resolve("training/class-path"));
  Process training =
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-classpath",
              classPath,
              "dev.softdelete.operator.training.TrainingRun",
              jar.toString(),
              cache.toString(),
              output.toString(),
              java.toString())
          .inheritIO()
          .start();
  if (training.waitFor() != 0) {
    throw new IllegalStateException("the training run failed");
  }
}
