package dev.softdelete.controlplane;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Downloads published programs. */
final class BinaryDownload {

  private BinaryDownload() {}

  /**
   * Downloads the wanted programs. It never fails: a program that cannot be downloaded is left out,
   * with one line on standard error.
   */
  static void into(Path folder, KubernetesVersion version, Set<Binary> wanted) {
    try (var web = new ReleaseSite()) {
      if (wanted.contains(Binary.CONTROLLER_MANAGER)) {
        web.downloadVerified(
            controllerManager(version), folder.resolve(Binary.CONTROLLER_MANAGER.fileName()));
      }
      Set<Binary> rest = EnumSet.copyOf(wanted);
      rest.remove(Binary.CONTROLLER_MANAGER);
      if (!rest.isEmpty()) {
        web.check(EnvtestDownload.INDEX);
        EnvtestDownload.into(folder, version, rest);
      }
    } catch (IOException | RuntimeException e) {
      System.err.printf(
          "No download of Kubernetes %s here (%s); building it from source instead.%n",
          version.tag(), reason(e));
    }
  }

  private static URI controllerManager(KubernetesVersion version) {
    Platform platform = Platform.current();
    return URI.create(
        "https://dl.k8s.io/release/%s/bin/%s/%s/%s"
            .formatted(
                version.tag(),
                platform.os(),
                platform.arch(),
                Binary.CONTROLLER_MANAGER.fileName()));
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
