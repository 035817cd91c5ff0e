package dev.softdelete.controlplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Builds programs from the Go modules that are pinned in our resources. */
final class GoBuild {

  private static final int ERROR_LINES = 30;

  private GoBuild() {}

  /**
   * @throws ControlPlaneException if there is no Go, or the build fails
   */
  static void into(Path folder, KubernetesVersion version, Set<Binary> wanted) throws IOException {
    System.err.printf(
        "Building the control plane (Kubernetes %s) from Go modules into the cache. This takes"
            + " about 9 minutes, once.%n",
        version.tag());
    Path source = Files.createTempDirectory(folder, "go-");
    unpack(version, source);
    run(version, source, command(folder, version, wanted), wanted.size());
    for (Binary binary : wanted) {
      Files.move(folder.resolve(binary.builtAs()), folder.resolve(binary.fileName()));
    }
  }

  static List<String> command(Path folder, KubernetesVersion version, Set<Binary> wanted) {
    String stamp =
        "-s -w"
            + stamp("gitVersion", version.tag())
            + stamp("gitMajor", version.major())
            + stamp("gitMinor", version.minor())
            + stamp("gitTreeState", "clean")
            + stamp("buildDate", "1970-01-01T00:00:00Z");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("go", "build", "-v", "-trimpath", "-ldflags", stamp));
    command.addAll(List.of("-o", folder + "/"));
    wanted.stream().sorted().map(Binary::goPackage).forEach(command::add);
    return command;
  }

  private static String stamp(String variable, String value) {
    return " -X k8s.io/component-base/version." + variable + "=" + value;
  }

  private static void unpack(KubernetesVersion version, Path source) throws IOException {
    for (String file : List.of("go.mod", "go.sum")) {
      String resource = version.goModules() + "/" + file;
      try (InputStream content = GoBuild.class.getResourceAsStream(resource)) {
        if (content == null) {
          throw new ControlPlaneException("Not on the class path: " + resource);
        }
        Files.copy(content, source.resolve(file));
      }
    }
  }

  private static void run(
      KubernetesVersion version, Path source, List<String> command, int programs)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(source.toFile()).redirectErrorStream(true);
    builder.environment().put("CGO_ENABLED", "0");
    builder.environment().put("GOWORK", "off");
    // The count is of all four programs; nobody knows that of fewer.
    int packages = programs == Binary.values().length ? version.packages() : 0;
    Deque<String> lastLines = new ArrayDeque<>();
    Process process = start(builder);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      var progress = new BuildProgress(packages);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (lastLines.size() == ERROR_LINES) {
          lastLines.removeFirst();
        }
        lastLines.addLast(line);
        // Else Go says which module it downloads.
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

  private static Process start(ProcessBuilder builder) {
    try {
      return Spawner.start(builder);
    } catch (IOException e) {
      throw new ControlPlaneException(
          "Cannot run Go, which builds the control plane where it cannot be downloaded. Install"
              + " Go, or name a folder with the programs in $KUBEBUILDER_ASSETS.",
          e);
    }
  }
}
