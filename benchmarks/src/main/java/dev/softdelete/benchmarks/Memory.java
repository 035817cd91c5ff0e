package dev.softdelete.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures the operator's memory by the number of live covered objects. */
final class Memory {
  /**
   * A measurement in MiB.
   *
   * @param resident the memory after a garbage collection
   * @param peak the maximum since the start
   */
  record Sample(String when, long resident, long peak) {}

  private static final Duration SETTLED_AFTER = Duration.ofSeconds(5);

  private final TestBed bed;
  private final List<Sample> samples = new ArrayList<>();

  Memory(TestBed bed) {
    this.bed = bed;
  }

  List<Sample> samples() {
    return samples;
  }

  static boolean measurable() {
    return Files.exists(Path.of("/proc/self/status"));
  }

  /**
   * Measures the memory. It needs the policy and no covered object, and leaves many objects behind.
   */
  void measure(int few, int many) throws InterruptedException {
    bed.stopOperator();
    create(0, few);
    bed.startOperator();
    sample("%,d objects, found at the start".formatted(few));
    create(few, many);
    sample("%,d objects, created since".formatted(many));
    bed.stopOperator();
    bed.startOperator();
    sample("%,d objects, found at the start".formatted(many));
  }

  private void create(int from, int to) {
    bed.createAll(Paths.COVERED, IntStream.range(from, to).mapToObj(i -> "memory-" + i).toList());
  }

  private void sample(String when) throws InterruptedException {
    Thread.sleep(SETTLED_AFTER);
    long pid = bed.operator().pid();
    collectGarbage(pid);
    samples.add(new Sample(when, mebibytes(pid, "VmRSS"), mebibytes(pid, "VmHWM")));
  }

  private static void collectGarbage(long pid) throws InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long mebibytes(long pid, String field) {
    try {
      return mebibytes(Files.readString(Path.of("/proc/" + pid + "/status")), field);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long mebibytes(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .map(kib -> kib / 1024)
        .findFirst()
        .orElseThrow();
  }
}
