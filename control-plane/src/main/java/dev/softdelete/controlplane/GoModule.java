package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Go module of this project that pins the sources of programs.
 *
 * @param resources the class path folder with its go.mod and go.sum
 * @param makes a description of the result, for messages
 * @param takes the duration of a cold build, for messages
 * @param instead how to get the programs without Go, for messages
 * @param stamps the variables that the linker sets
 * @param sources class path folders with our own programs; each is copied into the module under the
 *     last part of its name
 */
record GoModule(
    String resources,
    String makes,
    String takes,
    String instead,
    Map<String, String> stamps,
    List<String> sources) {

  static GoModule of(KubernetesVersion version) {
    String variable = "k8s.io/component-base/version.";
    return new GoModule(
        version.goModules(),
        "the control plane (Kubernetes " + version.tag() + ")",
        "about 9 minutes",
        "name a folder with the programs in $" + BinaryFolders.ASSETS,
        Map.of(
            variable + "gitVersion", version.tag(),
            variable + "gitMajor", version.major(),
            variable + "gitMinor", version.minor(),
            variable + "gitTreeState", "clean",
            variable + "buildDate", "1970-01-01T00:00:00Z"),
        List.of());
  }

  /** Returns the same module with other programs to build. */
  GoModule making(String what, String time, List<String> ownSources) {
    return new GoModule(resources, what, time, instead, stamps, ownSources);
  }

  /** Returns the linker's flags. */
  String flags() {
    var flags = new StringBuilder("-s -w");
    new TreeMap<>(stamps).forEach((k, v) -> flags.append(" -X " + k + "=" + v));
    return flags.toString();
  }

  void unpack(Path folder) throws IOException {
    for (String file : List.of("go.mod", "go.sum")) {
      copy(resources + "/" + file, folder.resolve(file));
    }
    for (String source : sources) {
      Path program = folder.resolve(source.substring(source.lastIndexOf('/') + 1));
      Files.createDirectory(program);
      copy(source + "/main.go", program.resolve("main.go"));
    }
  }

  private static void copy(String resource, Path file) throws IOException {
    try (InputStream content = GoModule.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new ControlPlaneException("Not on the class path: " + resource);
      }
      Files.copy(content, file);
    }
  }
}
