package dev.softdelete.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The four programs of the control plane.
 *
 * @param files an executable for each program
 */
record Binaries(Map<Binary, Path> files) {

  Binaries {
    files = Map.copyOf(files);
  }

  Path get(Binary binary) {
    return files.get(binary);
  }

  /**
   * Looks for the programs in {@code $KUBEBUILDER_ASSETS} and in the cache, downloads the missing
   * ones, and builds those that could not be downloaded.
   *
   * @throws ControlPlaneException if a program cannot be obtained in any of these ways
   */
  static Binaries obtain(KubernetesVersion version) {
    BinaryFolders folders =
        BinaryFolders.of(
            System.getenv(),
            Path.of(System.getProperty("user.home")),
            version,
            folder -> ServedVersion.matches(folder, version));
    Map<Binary, Path> found = search(folders);
    if (!missing(found).isEmpty()) {
      try (var cache = BinaryCache.lock(folders.cache())) {
        found = filled(cache, folders, version);
      }
    }
    return new Binaries(found);
  }

  private static Map<Binary, Path> filled(
      BinaryCache cache, BinaryFolders folders, KubernetesVersion version) {
    Set<Binary> wanted = missing(search(folders));
    if (!wanted.isEmpty()) {
      cache.add(folder -> BinaryDownload.into(folder, version, wanted));
    }
    Set<Binary> left = missing(search(folders));
    if (!left.isEmpty()) {
      cache.add(folder -> GoBuild.of(version, left).into(folder));
    }
    return search(folders);
  }

  private static Map<Binary, Path> search(BinaryFolders folders) {
    return BinarySearch.in(folders.inOrder(), Files::isExecutable);
  }

  private static Set<Binary> missing(Map<Binary, Path> found) {
    Set<Binary> missing = EnumSet.allOf(Binary.class);
    missing.removeAll(found.keySet());
    return missing;
  }
}
