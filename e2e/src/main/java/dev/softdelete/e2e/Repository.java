package dev.softdelete.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that contains the working directory. */
public final class Repository {
  private Repository() {}

  /**
   * Finds a file of the checkout, if the working directory is any folder of the checkout.
   *
   * @throws IllegalStateException if there is no such file
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
