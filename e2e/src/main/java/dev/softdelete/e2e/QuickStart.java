package dev.softdelete.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** JVM options by which the operator starts soonest. */
public final class QuickStart {
  private QuickStart() {}

  /** The operator, as the build made it. */
  public static Path jar() {
    return Repository.file("operator/target/operator.jar");
  }

  /** Where the build puts the AOT cache, if it makes one. */
  public static Path cacheFile() {
    return jar().resolveSibling("operator.aot");
  }

  /** For a process that lives for seconds: little is compiled, and that quickly. */
  public static List<String> shortLife() {
    return List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=4", "-XX:+UseSerialGC");
  }

  /**
   * The AOT cache that the build made, if it made one; silent where it does not fit the JVM, which
   * then starts without.
   */
  public static List<String> aotCache() {
    return Files.exists(cacheFile()) ? withCache(cacheFile()) : List.of();
  }

  /** That file as the cache, whatever it is. */
  public static List<String> withCache(Path cache) {
    return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off");
  }
}
