package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where programs are looked for before they are downloaded or built.
 *
 * @param inOrder the folders, the preferred one first
 * @param cache the last of them, where what is downloaded or built goes
 */
record BinaryFolders(List<Path> inOrder, Path cache) {

  static final String ASSETS = "KUBEBUILDER_ASSETS";

  /**
   * @param serves whether a folder's API server is of the wanted version, or there is none in it: a
   *     developer's {@code KUBEBUILDER_ASSETS} is often an older Kubernetes
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

  /** Where all is that was downloaded or built. */
  static Path cacheRoot(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    return caches.resolve("soft-delete-operator");
  }
}
