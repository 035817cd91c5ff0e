package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Go module of ours that pins what programs are built from.
 *
 * @param resources class path folder with its go.mod and go.sum
 * @param makes what is built, to say so
 * @param takes how long a cold build takes, to say so
 * @param instead what else than Go gives the programs, to say so
 * @param stamps variables that the linker sets
 * @param sources class path folders with programs of our own, each of which is copied into the
 *     module under its last name
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

  /** The same module with other programs to build. */
  GoModule making(String what, String time, List<String> ownSources) {
    return new GoModule(resources, what, time, instead, stamps, ownSources);
  }

  /** The linker's flags. */
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
