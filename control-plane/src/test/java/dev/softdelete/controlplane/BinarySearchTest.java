package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BinarySearchTest {

  private static final List<Path> FOLDERS = List.of(Path.of("/assets"), Path.of("/cache"));

  @Test
  void eachProgramComesFromTheFirstFolderThatHasIt() {
    assertThat(search("/assets/etcd", "/cache/etcd", "/cache/kubectl"))
        .isEqualTo(
            Map.of(
                Binary.ETCD, Path.of("/assets/etcd"),
                Binary.KUBECTL, Path.of("/cache/kubectl")));
  }

  @Test
  void programsThatAreNowhereAreAbsent() {
    assertThat(search()).isEmpty();
  }

  private static Map<Binary, Path> search(String... files) {
    Set<String> executables = Set.of(files);
    return BinarySearch.in(FOLDERS, file -> executables.contains(file.toString()));
  }
}
