package dev.softdelete.e2e;

import dev.softdelete.e2e.image.ContainerLauncher;
import java.io.IOException;

/** A way to start the operator: as a jar, or in a container. */
public interface OperatorLauncher {
  /** The system property with which everything runs on the image: {@code true}. */
  String ON_THE_IMAGE = "softdelete.image";

  /**
   * Starts the operator and returns at once.
   *
   * @throws IOException if a program that is needed is missing
   */
  StartedOperator launch(OperatorStart start) throws IOException;

  /** Returns a launcher that does not use the AOT cache. */
  OperatorLauncher withoutCache();

  /** Returns the launcher that this run of the tests uses. */
  static OperatorLauncher chosen() {
    return Boolean.getBoolean(ON_THE_IMAGE)
        ? new ContainerLauncher()
        : new JarLauncher(QuickStart.jar(), true);
  }
}
