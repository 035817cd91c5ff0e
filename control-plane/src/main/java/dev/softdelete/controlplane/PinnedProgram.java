package dev.softdelete.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that is not part of a control plane, in one fixed version, built from a Go module.
 *
 * @param name the file name of the program, and of its folder in the cache
 * @param version the version of the module that has the program, such as {@code v3.22.0}
 * @param build how it is built
 */
record PinnedProgram(String name, String version, GoBuild build) {

  /**
   * Describes a program.
   *
   * @param module the Go module of this project that pins the sources
   * @param goPackage the Go package of the program; its last part is the program's name
   * @param packages the number of packages that a cold build compiles; 0 when unknown
   */
  static PinnedProgram of(GoModule module, String goPackage, String version, int packages) {
    String name = goPackage.substring(goPackage.lastIndexOf('/') + 1);
    var program = new GoProgram(name, goPackage, name);
    return new PinnedProgram(name, version, new GoBuild(module, List.of(program), packages));
  }

  /**
   * Returns the file in the cache, which is built if necessary.
   *
   * @throws ControlPlaneException if it cannot be built
   */
  Path obtain() {
    Map<String, String> environment = System.getenv();
    Path folder =
        BinaryFolders.cacheRoot(environment, Path.of(System.getProperty("user.home")))
            .resolve(name)
            .resolve(version);
    Path program = folder.resolve(name);
    if (!Files.isExecutable(program)) {
      try (var cache = BinaryCache.lock(folder)) {
        // The previous holder of the lock may have built it.
        if (!Files.isExecutable(program)) {
          cache.add(build::into);
        }
      }
    }
    return program;
  }
}
