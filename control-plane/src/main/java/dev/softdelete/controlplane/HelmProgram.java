package dev.softdelete.controlplane;

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

  private static final PinnedProgram PROGRAM =
      PinnedProgram.of(MODULE, "helm.sh/helm/v3/cmd/helm", VERSION, 963);

  private HelmProgram() {}

  /**
   * Returns the file that {@code $HELM_BIN} names, or else the file in the cache, which is built if
   * necessary.
   *
   * @throws ControlPlaneException if Helm cannot be obtained
   */
  public static Path obtain() {
    return given(System.getenv()).orElseGet(PROGRAM::obtain);
  }

  static Optional<Path> given(Map<String, String> environment) {
    return Optional.of(environment.getOrDefault(GIVEN, ""))
        .filter(file -> !file.isBlank())
        .map(Path::of);
  }
}
