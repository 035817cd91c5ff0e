package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running server of the control plane. */
final class ServerProcess {

  private static final long GRACE_SECONDS = 20;

  private final String name;
  private final Process process;
  private final Path log;
  private final Path pidFile;

  private ServerProcess(String name, Process process, Path log, Path pidFile) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.pidFile = pidFile;
  }

  /** Starts a server, and appends its output to {@code <name>.log} in {@code logs}. */
  static ServerProcess start(
      Path program, String name, List<String> arguments, WorkDirectory work, Path logs) {
    Path log = logs.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // With Go's default of 100, the API server spends a quarter of its time on garbage collection.
    builder.environment().putIfAbsent("GOGC", "300");
    try {
      Process process = Spawner.start(builder);
      Path pidFile = PidFile.write(work.path(), name, process.pid());
      return new ServerProcess(name, process, log, pidFile);
    } catch (IOException e) {
      throw new ControlPlaneException("Cannot run " + program, e);
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String lastLines() {
    return LogTail.of(log);
  }

  /**
   * Stops the server and returns when it has ended. A server that ignores TERM for 20 s is killed.
   */
  void stop(Signal signal) {
    if (signal == Signal.TERM) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
