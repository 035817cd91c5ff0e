package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Decides which file to use for each program: the one in the first folder that contains it. */
final class BinarySearch {

  private BinarySearch() {}

  /** Returns the files by program. Programs that are in none of the folders are absent. */
  static Map<Binary, Path> in(List<Path> folders, Predicate<Path> isExecutable) {
    Map<Binary, Path> found = new EnumMap<>(Binary.class);
    for (Binary binary : Binary.values()) {
      folders.stream()
          .map(folder -> folder.resolve(binary.fileName()))
          .filter(isExecutable)
          .findFirst()
          .ifPresent(file -> found.put(binary, file));
    }
    return found;
  }
}
