package dev.softdelete.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks an API server program for its version. */
final class ServedVersion {

  private ServedVersion() {}

  /**
   * Whether the version matches. Also true when the folder contains no API server, because its
   * other programs do no harm.
   */
  static boolean matches(Path folder, KubernetesVersion wanted) {
    Path apiServer = folder.resolve(Binary.API_SERVER.fileName());
    if (!Files.isExecutable(apiServer)) {
      return true;
    }
    String found = of(apiServer);
    boolean matches = found.startsWith("Kubernetes v" + wanted.majorMinor() + ".");
    if (!matches) {
      System.err.printf("Not using %s: it holds %s, wanted is %s.%n", folder, found, wanted.tag());
    }
    return matches;
  }

  private static String of(Path apiServer) {
    try {
      Process process =
          new ProcessBuilder(apiServer.toString(), "--version").redirectErrorStream(true).start();
      try (var output = process.getInputStream()) {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
    } catch (IOException e) {
      return "an API server that does not run (" + e.getMessage() + ")";
    }
  }
}
