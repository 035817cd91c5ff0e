package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Builds a kubectl of the control plane's version that runs many commands in one process. Its
 * source describes the protocol.
 */
public final class KubectlServerProgram {
  private static final String NAME = "kubectl-server";
  private static final String SOURCE = "/go/" + NAME;

  private KubectlServerProgram() {}

  /**
   * Returns the program in the cache, which is built if necessary.
   *
   * @return empty when Go is not installed to build it; then each command takes its own process
   * @throws ControlPlaneException if Go is installed but the build fails
   */
  public static Optional<Path> obtain(KubernetesVersion version) {
    BinaryFolders folders =
        BinaryFolders.of(
            System.getenv(), Path.of(System.getProperty("user.home")), version, folder -> false);
    // The name contains a hash of the source, so a changed source gives a new program.
    String fileName = NAME + "-" + sourceHash();
    Path program = folders.cache().resolve(fileName);
    if (Files.isExecutable(program)) {
      return Optional.of(program);
    }
    if (!goIsInstalled()) {
      return Optional.empty();
    }
    try (var cache = BinaryCache.lock(folders.cache())) {
      // The previous holder of the lock may have built it.
      if (!Files.isExecutable(program)) {
        cache.add(build(version, fileName)::into);
      }
    }
    return Optional.of(program);
  }

  static GoBuild build(KubernetesVersion version, String fileName) {
    GoModule module =
        GoModule.of(version)
            .making(
                NAME + " (Kubernetes " + version.tag() + ")",
                "some seconds after a build of the control plane, else about 3 minutes",
                List.of(SOURCE));
    return new GoBuild(module, List.of(new GoProgram(fileName, "./" + NAME, NAME)), 0);
  }

  private static String sourceHash() {
    try (InputStream source = KubectlServerProgram.class.getResourceAsStream(SOURCE + "/main.go")) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.readAllBytes());
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean goIsInstalled() {
    try {
      return new ProcessBuilder("go", "version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
