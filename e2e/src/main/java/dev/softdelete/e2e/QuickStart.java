package dev.softdelete.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** JVM options with which the operator starts fastest. */
public final class QuickStart {
  private QuickStart() {}

  /** Returns the path of the operator's JAR, as the build creates it. */
  public static Path jar() {
    return Repository.file("operator/target/operator.jar");
  }

  /** Returns the path at which the build creates the AOT cache, if it creates one. */
  public static Path cacheFile() {
    return jar().resolveSibling("operator.aot");
  }

  /**
   * Returns options for a process that lives for seconds: the JVM compiles little code, and
   * quickly.
   */
  public static List<String> shortLife() {
    return List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=4", "-XX:+UseSerialGC");
  }

  /**
   * Returns the options for the AOT cache, if the build created one. If the cache does not fit the
   * JVM, the JVM prints no warning and starts without it.
   */
  public static List<String> aotCache() {
    return Files.exists(cacheFile()) ? withCache(cacheFile()) : List.of();
  }

  /**
   * Returns the options that make the JVM use the file as its AOT cache, whatever the file
   * contains.
   */
  public static List<String> withCache(Path cache) {
    return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off");
  }
}
