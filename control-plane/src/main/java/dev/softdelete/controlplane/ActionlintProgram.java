package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Provides the real actionlint in one fixed version, which checks GitHub workflows. */
public final class ActionlintProgram {

  static final String VERSION = "v1.7.12";
  static final GoModule MODULE =
      new GoModule(
          "/go/actionlint",
          "actionlint " + VERSION,
          "about 20 seconds",
          "put it into the cache",
          Map.of(),
          List.of());

  private static final PinnedProgram PROGRAM =
      PinnedProgram.of(MODULE, "github.com/rhysd/actionlint/cmd/actionlint", VERSION, 0);

  private ActionlintProgram() {}

  /**
   * Returns the program in the cache, which is built if necessary.
   *
   * @throws ControlPlaneException if it cannot be built
   */
  public static Path obtain() {
    return PROGRAM.obtain();
  }
}
