package dev.softdelete.e2e.start;

import dev.softdelete.controlplane.FreePort;
import dev.softdelete.e2e.OperatorCommand;
import dev.softdelete.e2e.QuickStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A start of the operator's jar, as a process that is expected to exit by itself. */
final class Attempt {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);

  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private List<String> cache = QuickStart.aotCache();

  /**
   * The result of the start.
   *
   * @param output everything that the process wrote
   */
  record Result(int exit, String output) {}

  Attempt() throws IOException {
    environment.put("HTTP_PORT", Integer.toString(FreePort.any()));
    environment.put("WEBHOOK_PORT", Integer.toString(FreePort.any()));
  }

  static Attempt with(String variable, String value) throws IOException {
    return new Attempt().and(variable, value);
  }

  static Attempt on(Path kubeconfig) throws IOException {
    return with("KUBECONFIG", kubeconfig.toString());
  }

  Attempt and(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts the operator with the given file as its cache. */
  Attempt cachedIn(Path file) {
    cache = QuickStart.withCache(file);
    return this;
  }

  Attempt release() {
    arguments.add("release");
    return this;
  }

  Attempt check() {
    arguments.add("check");
    return this;
  }

  Result run() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(QuickStart.shortLife());
    options.addAll(cache);
    List<String> command = OperatorCommand.of(QuickStart.jar(), options, arguments);
    Path output = Files.createTempFile("operator", ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KUBE"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(ENDS_WITHIN)) {
        throw new AssertionError("it does not end: " + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
