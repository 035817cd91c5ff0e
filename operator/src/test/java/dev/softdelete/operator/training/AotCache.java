package dev.softdelete.operator.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file with which a JVM starts the operator with its classes already loaded and linked.
 *
 * @param java the JVM that starts the operator; a cache fits no other
 * @param jar the operator's jar
 * @param file the path of the cache, which may not exist yet
 */
record AotCache(Path java, Path jar, Path file) {
  /** The exit code of {@code operator.jar} for an unknown argument. */
  private static final int USAGE = 2;

  /** Returns the command that starts the operator and records a cache until the operator ends. */
  List<String> recording() {
    // Objects in a cache that this collector recorded can be used by every collector.
    return List.of(
        java.toString(), "-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + file, "-jar", jar.toString());
  }

  /** Whether this JVM can start the operator with the cache. */
  boolean fits() throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    var process =
        new ProcessBuilder(
            java.toString(),
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

  /**
   * Removes the JVM options of the user who builds. They would be recorded, and then required at
   * each start.
   */
  static ProcessBuilder withoutOptions(ProcessBuilder process) {
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return process;
  }
}
