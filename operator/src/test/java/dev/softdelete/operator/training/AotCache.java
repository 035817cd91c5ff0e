package dev.softdelete.operator.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file by which a JVM starts the operator with its classes loaded and linked.
 *
 * @param jar the operator's
 * @param file where the cache is, or is to be
 */
record AotCache(Path jar, Path file) {
  /** Of {@code operator.jar} with an argument that it does not know. */
  private static final int USAGE = 2;

  /** The command that starts the operator and records a cache, until it ends. */
  List<String> recording() {
    // Objects in the cache fit every collector when they were recorded by this one.
    return List.of(
        java(), "-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + file, "-jar", jar.toString());
  }

  /** Whether this JVM starts the operator with it. */
  boolean fits() throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    var process =
        new ProcessBuilder(
            java(),
            "-XX:+UseSerialGC",
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + file,
            "-jar",
            jar.toString(),
            "which-arguments");
    return withoutOptions(process)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == USAGE;
  }

  void discard() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of whoever builds would be recorded, and asked for at each start. */
  static ProcessBuilder withoutOptions(ProcessBuilder process) {
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return process;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
