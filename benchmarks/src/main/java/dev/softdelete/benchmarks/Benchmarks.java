package dev.softdelete.benchmarks;

import dev.softdelete.benchmarks.Scale.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Runs all benchmarks on one control plane. */
public final class Benchmarks {
  private static final Path RESULTS = TestBed.OUTPUT.resolve("results.md");

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    Scale scale;
    try {
      scale = Scale.of(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Files.createDirectories(TestBed.OUTPUT);
    say("Starting a control plane. Of the operator, see benchmarks/target/operator.log.");
    int exit = 0;
    try (var bed = new TestBed()) {
      Files.writeString(RESULTS, run(bed, scale).toString());
      System.out.println(Files.readString(RESULTS));
      say("Written to benchmarks/target/results.md.");
    } catch (RuntimeException e) {
      e.printStackTrace();
      exit = 1;
    }
    // HTTP clients leave threads running.
    System.exit(exit);
  }

  private static Report run(TestBed bed, Scale scale) throws InterruptedException {
    var report = new Report(scale);
    if (scale.parts().contains(Part.START)) {
      say("Starts.");
      var starts = new Starts(bed, scale.earlier());
      starts.measure();
      report.starts(starts);
    }
    var throughput = new Throughput(bed, scale.objects());
    if (!scale.parts().equals(Set.of(Part.START))) {
      say("Warming up.");
      throughput.warmUp();
    }
    if (scale.parts().contains(Part.THROUGHPUT)) {
      for (int round = 1; round <= scale.rounds(); round++) {
        say("Captures, restores and purges: round %d of %d.".formatted(round, scale.rounds()));
        throughput.round(round);
      }
      report.throughput(throughput);
    }
    if (scale.parts().contains(Part.NAMESPACE)) {
      var whole = new WholeNamespace(bed, scale.whole());
      for (int round = 1; round <= scale.rounds(); round++) {
        say("Namespaces there and back: round %d of %d.".formatted(round, scale.rounds()));
        whole.round(round);
      }
      report.wholeNamespace(whole);
    }
    if (scale.parts().contains(Part.NAMESPACES)) {
      say("%d namespaces at once, each with a few objects.".formatted(scale.namespaces()));
      var namespaces = new ManyNamespaces(bed, scale.namespaces());
      namespaces.measure();
      report.manyNamespaces(namespaces);
    }
    if (scale.parts().contains(Part.LATENCY)) {
      var latency = new Latency(bed, scale.requests());
      for (int round = 1; round <= scale.rounds(); round++) {
        say("Latency: round %d of %d.".formatted(round, scale.rounds()));
        latency.round(round);
      }
      report.latency(latency);
    }
    if (scale.parts().contains(Part.RESERVED)) {
      say("Reserved names.");
      var reserved = new ReservedLookup(bed, scale.requests());
      reserved.measure();
      report.reserved(reserved);
      say("Reserved hosts.");
      var hosts = new ReservedHosts(bed, scale.requests());
      hosts.measure();
      report.reservedHosts(hosts);
    }
    if (scale.parts().contains(Part.HANDOVER)) {
      try (var handOver = new HandOver(bed)) {
        for (int round = 1; round <= scale.rounds(); round++) {
          say("Hand-over: round %d of %d.".formatted(round, scale.rounds()));
          for (HandOver.Way way : HandOver.Way.values()) {
            handOver.round(way);
          }
        }
        report.handOver(handOver);
      }
    }
    if (scale.parts().contains(Part.MEMORY) && Memory.measurable()) {
      say("Memory: creating %,d objects takes a while.".formatted(scale.many()));
      var memory = new Memory(bed);
      memory.measure(scale.few(), scale.many());
      report.memory(memory.samples());
    }
    return report;
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
