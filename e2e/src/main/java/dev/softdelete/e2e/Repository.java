package dev.softdelete.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that we run from. */
public final class Repository {
  private Repository() {}

  /**
   * Finds a file of the checkout from whichever folder of it we run in.
   *
   * @throws IllegalStateException when there is none
   */
  public static Path file(String relative) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(relative);
      if (Files.exists(folder.resolve("helm/soft-delete-operator")) && Files.exists(file)) {
        return file;
      }
    }
    throw new IllegalStateException(relative + " is not there: build with mvn package first");
  }
}
