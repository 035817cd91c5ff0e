package dev.softdelete.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Provides the real Helm in one fixed version. */
public final class HelmProgram {

  static final String GIVEN = "HELM_BIN";
  static final String VERSION = "v3.22.0";
  static final GoModule MODULE =
      new GoModule(
          "/go/helm-v3",
          "Helm " + VERSION,
          "about 90 seconds",
          "name a Helm 3 in $" + GIVEN,
          Map.of("helm.sh/helm/v3/internal/version.version", VERSION),
          List.of());

  private static final GoBuild BUILD =
      new GoBuild(MODULE, List.of(new GoProgram("helm", "helm.sh/helm/v3/cmd/helm", "helm")), 963);

  private HelmProgram() {}

  /**
   * Returns the file that {@code $HELM_BIN} names, or else the file in the cache, which is built if
   * necessary.
   *
   * @throws ControlPlaneException if Helm cannot be obtained
   */
  public static Path obtain() {
    Map<String, String> environment = System.getenv();
    return given(environment)
        .orElseGet(
            () ->
                cached(
                    BinaryFolders.cacheRoot(environment, Path.of(System.getProperty("user.home")))
                        .resolve("helm")
                        .resolve(VERSION)));
  }

  static Optional<Path> given(Map<String, String> environment) {
    return Optional.of(environment.getOrDefault(GIVEN, ""))
        .filter(file -> !file.isBlank())
        .map(Path::of);
  }

  private static Path cached(Path folder) {
    Path program = folder.resolve("helm");
    if (!Files.isExecutable(program)) {
      try (var cache = BinaryCache.lock(folder)) {
        // The previous holder of the lock may have built it.
        if (!Files.isExecutable(program)) {
          cache.add(BUILD::into);
        }
      }
    }
    return program;
  }
}
