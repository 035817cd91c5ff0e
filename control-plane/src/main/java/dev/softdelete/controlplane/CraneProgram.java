package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Provides the real crane in one fixed version: it copies images and charts between registries, and
 * serves a registry.
 */
public final class CraneProgram {

  static final String VERSION = "v0.22.1";
  static final GoModule MODULE =
      new GoModule(
          "/go/crane",
          "crane " + VERSION,
          "about 30 seconds",
          "put it into the cache",
          Map.of(),
          List.of());

  private static final PinnedProgram PROGRAM =
      PinnedProgram.of(MODULE, "github.com/google/go-containerregistry/cmd/crane", VERSION, 0);

  private CraneProgram() {}

  /**
   * Returns the program in the cache, which is built if necessary.
   *
   * @throws ControlPlaneException if it cannot be built
   */
  public static Path obtain() {
    return PROGRAM.obtain();
  }
}
