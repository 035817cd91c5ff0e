package dev.softdelete.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * The memory of a container in MiB, by its limit and its JVM options.
 *
 * @param limit the limit of the container
 */
record ContainerMemory(long limit, String options) {
  /** Twice what the program has in a large cluster: it uses virtual threads. */
  private static final long THREADS = 100;

  /** What the JVM itself takes, with the garbage collector and its symbols. */
  private static final long JVM = 64;

  static ContainerMemory of(JsonNode container) {
    String limit = container.at("/resources/limits/memory").asText();
    for (JsonNode variable : container.path("env")) {
      if (variable.path("name").asText().equals("JAVA_TOOL_OPTIONS")) {
        return new ContainerMemory(
            Long.parseLong(limit.replace("Mi", "")), variable.path("value").asText());
      }
    }
    throw new AssertionError("no JAVA_TOOL_OPTIONS");
  }

  long heap() {
    return limit * option("-XX:MaxRAMPercentage=(\\d+)") / 100;
  }

  /** Returns the maximum of everything that is not the heap. */
  long besides() {
    return option("-XX:MaxMetaspaceSize=(\\d+)m")
        + option("-XX:ReservedCodeCacheSize=(\\d+)m")
        + option("-XX:MaxDirectMemorySize=(\\d+)m")
        + option("-Xss(\\d+)k") * THREADS / 1024
        + JVM;
  }

  private long option(String pattern) {
    var matcher = Pattern.compile(pattern).matcher(options);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not limited: " + options);
    }
    return Long.parseLong(matcher.group(1));
  }
}
