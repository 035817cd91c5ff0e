package dev.softdelete.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs programs in a folder.
 *
 * @param environment variables in addition to those of this process
 */
record Program(Path folder, Map<String, String> environment) {

  /** The exit code of a program, and its standard output and error as one text. */
  record Result(int exit, String output) {}

  static Program in(Path folder) {
    return new Program(folder, Map.of());
  }

  Result call(String... command) throws IOException {
    var builder =
        new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Runs a program that must succeed, and returns its output. */
  String run(String... command) throws IOException {
    Result result = call(command);
    assertThat(result.exit()).as("%s: %s", List.of(command), result.output()).isZero();
    return result.output();
  }
}
