package dev.softdelete.operator.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes the operator's AOT cache. One that cannot be made is no error: the operator starts without
 * it, only later.
 */
public final class TrainingRun {
  /** Held on to, or its level would be forgotten. */
  private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

  private final AotCache cache;
  private final Path directory;

  private TrainingRun(AotCache cache, Path directory) {
    this.cache = cache;
    this.directory = directory;
  }

  /**
   * Does nothing when the cache is there and fits.
   *
   * @param args the operator's jar, the cache to make, and a directory for what else is written
   */
  public static void main(String[] args) {
    REQUESTS.setLevel(Level.OFF);
    var cache = new AotCache(Path.of(args[0]), Path.of(args[1]));
    try {
      if (!cache.fits()) {
        new TrainingRun(cache, Path.of(args[2])).run();
      }
    } catch (IOException | RuntimeException e) {
      cache.discard();
      System.out.println(
          "[WARNING] No AOT cache was made, without which the operator starts later: "
              + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The simulated API server leaves threads behind.
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(directory);
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
