package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where programs are searched before they are downloaded or built.
 *
 * @param inOrder the folders, in the order of preference
 * @param cache the last of the folders, which receives downloaded and built programs
 */
record BinaryFolders(List<Path> inOrder, Path cache) {

  static final String ASSETS = "KUBEBUILDER_ASSETS";

  /**
   * Returns the folders for this environment.
   *
   * @param serves whether the API server in a folder has the wanted version, or the folder contains
   *     no API server. A developer's {@code KUBEBUILDER_ASSETS} often contains an older Kubernetes.
   */
  static BinaryFolders of(
      Map<String, String> environment,
      Path home,
      KubernetesVersion version,
      Predicate<Path> serves) {
    Path cache = cacheRoot(environment, home).resolve("control-plane").resolve(version.tag());
    List<Path> folders = new ArrayList<>();
    String assets = environment.getOrDefault(ASSETS, "");
    if (!assets.isBlank() && serves.test(Path.of(assets))) {
      folders.add(Path.of(assets));
    }
    folders.add(cache);
    return new BinaryFolders(List.copyOf(folders), cache);
  }

  /** Returns the folder of everything that was downloaded or built. */
  static Path cacheRoot(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    return caches.resolve("soft-delete-operator");
  }
}
