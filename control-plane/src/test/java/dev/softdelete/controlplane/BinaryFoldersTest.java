package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BinaryFoldersTest {

  private static final Path HOME = Path.of("/home/ann");
  private static final Path CACHE =
      Path.of("/home/ann/.cache/soft-delete-operator/control-plane/v1.36.3");

  @Test
  void aloneTheCacheIsSearched() {
    assertThat(folders(Map.of(), true).inOrder()).containsExactly(CACHE);
  }

  @Test
  void assetsComeBeforeTheCache() {
    assertThat(folders(Map.of("KUBEBUILDER_ASSETS", "/assets"), true).inOrder())
        .containsExactly(Path.of("/assets"), CACHE);
  }

  @Test
  void assetsOfAnotherVersionAreLeftOut() {
    assertThat(folders(Map.of("KUBEBUILDER_ASSETS", "/assets"), false).inOrder())
        .containsExactly(CACHE);
  }

  @Test
  void emptyVariablesCountAsUnset() {
    assertThat(folders(Map.of("KUBEBUILDER_ASSETS", "", "XDG_CACHE_HOME", ""), true).inOrder())
        .containsExactly(CACHE);
  }

  @Test
  void theCacheFollowsXdg() {
    assertThat(folders(Map.of("XDG_CACHE_HOME", "/xdg"), true).cache())
        .isEqualTo(Path.of("/xdg/soft-delete-operator/control-plane/v1.36.3"));
  }

  private static BinaryFolders folders(Map<String, String> environment, boolean serves) {
    return BinaryFolders.of(environment, HOME, KubernetesVersion.V1_36, folder -> serves);
  }
}
