package dev.softdelete.operator.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Creates the operator's AOT cache. A failure is not an error, because the operator also starts
 * without the cache, only more slowly.
 */
public final class TrainingRun {
  /** The field keeps the logger referenced, because otherwise its level would be lost. */
  private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

  private final AotCache cache;
  private final Path directory;

  private TrainingRun(AotCache cache, Path directory) {
    this.cache = cache;
    this.directory = directory;
  }

  /**
   * Creates the cache, or does nothing when the existing cache fits.
   *
   * @param args the operator's jar, the cache to create, a directory for other output, and, unless
   *     it is the one that runs this program, the JVM for which the cache is
   */
  public static void main(String[] args) {
    REQUESTS.setLevel(Level.OFF);
    Path directory = Path.of(args[2]);
    Path java = args.length > 3 ? Path.of(args[3]) : ownJava();
    var cache = new AotCache(java, Path.of(args[0]), Path.of(args[1]));
    try {
      Files.createDirectories(directory);
      // With this, the build of the image starts the program again, for another JVM.
      Files.writeString(directory.resolve("class-path"), System.getProperty("java.class.path"));
      if (!cache.fits()) {
        new TrainingRun(cache, directory).run();
      }
    } catch (IOException | RuntimeException e) {
      cache.discard();
      System.out.println(
          "[WARNING] No AOT cache was made, without which the operator starts later: "
              + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The simulated API server leaves threads running.
    System.exit(0);
  }

  private static Path ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private void run() throws IOException, InterruptedException {
    Path kubeconfig = directory.resolve("kubeconfig");
    SimulatedObjects objects = Scene.objects();
    try (var api = new SimulatedApiServer(objects, Scene.OPERATOR)) {
      api.writeKubeconfig(kubeconfig);
      try (var operator =
          new Trainee(cache.recording(), kubeconfig, directory.resolve("operator.log"))) {
        operator.awaitReady();
        new Lessons(objects, operator).teach();
        operator.end();
      }
    }
    if (!cache.fits()) {
      throw new IllegalStateException("the JVM does not take it");
    }
  }
}
