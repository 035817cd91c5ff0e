package dev.softdelete.operator.check;

import java.util.List;

/** Looks at one part of the installation. It only reads, and sends dry runs. */
@FunctionalInterface
interface Check {
  /**
   * Returns what is found now.
   *
   * @throws RuntimeException if the API server refuses to tell, or cannot be reached
   */
  List<Finding> look();
}
