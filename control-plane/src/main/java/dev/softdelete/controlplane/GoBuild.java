package dev.softdelete.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Builds programs from a pinned Go module.
 *
 * @param packages the number of packages that a cold build compiles, only to show progress; 0 when
 *     unknown
 */
record GoBuild(GoModule module, List<GoProgram> programs, int packages) {

  private static final int ERROR_LINES = 30;

  static GoBuild of(KubernetesVersion version, Set<Binary> wanted) {
    // The count is for all four programs; it is unknown for fewer.
    boolean all = wanted.size() == Binary.values().length;
    List<GoProgram> programs = wanted.stream().sorted().map(Binary::program).toList();
    return new GoBuild(GoModule.of(version), programs, all ? version.packages() : 0);
  }

  /**
   * Builds the programs into the folder.
   *
   * @throws ControlPlaneException if Go is not installed or the build fails
   */
  void into(Path folder) throws IOException {
    System.err.printf(
        "Building %s from Go modules into the cache. This takes %s, once.%n",
        module.makes(), module.takes());
    Path source = Files.createTempDirectory(folder, "go-");
    module.unpack(source);
    run(source, command(folder));
    for (GoProgram program : programs) {
      Files.move(folder.resolve(program.builtAs()), folder.resolve(program.fileName()));
    }
  }

  List<String> command(Path folder) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("go", "build", "-v", "-trimpath", "-ldflags", module.flags()));
    command.addAll(List.of("-o", folder + "/"));
    programs.stream().map(GoProgram::goPackage).forEach(command::add);
    return command;
  }

  private void run(Path source, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(source.toFile()).redirectErrorStream(true);
    builder.environment().put("CGO_ENABLED", "0");
    builder.environment().put("GOWORK", "off");
    Deque<String> lastLines = new ArrayDeque<>();
    Process process = start(builder);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      var progress = new BuildProgress(packages);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (lastLines.size() == ERROR_LINES) {
          lastLines.removeFirst();
        }
        lastLines.addLast(line);
        // Lines that begin with "go: " name the module that Go downloads.
        if (!line.startsWith("go: ")) {
          progress.compiled();
        }
      }
      int exit = process.waitFor();
      progress.end();
      if (exit != 0) {
        throw new ControlPlaneException(
            "The build ended with " + exit + ":\n" + String.join("\n", lastLines));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlPlaneException("Interrupted while building", e);
    }
  }

  private Process start(ProcessBuilder builder) {
    try {
      return Spawner.start(builder);
    } catch (IOException e) {
      throw new ControlPlaneException(
          "Cannot run Go, which builds "
              + module.makes()
              + ". Install Go, or "
              + module.instead()
              + ".",
          e);
    }
  }
}
