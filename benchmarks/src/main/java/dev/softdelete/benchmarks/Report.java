package dev.softdelete.benchmarks;

import dev.softdelete.benchmarks.Latency.Situation;
import dev.softdelete.benchmarks.Throughput.Work;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Writes the results as Markdown tables, with an explanation in each row. */
final class Report {
  private static final Map<Work, String> MEANING =
      Map.of(
          Work.CAPTURE,
          "Deletes held by the finalizer, until the object is gone: GET, snapshot, record, release",
          Work.RESTORE,
          "Records asked for, until RESTORED: create, note, finish, note, event",
          Work.PURGE,
          "Deleted records, until gone: snapshot (2 writes), record");

  private final StringBuilder text = new StringBuilder();

  Report(Scale scale) {
    text.append(
        """
        # Benchmarks

        %d CPUs, shared by API server, etcd, operator and the benchmark. ConfigMaps of 2 KB, %d a \
        round; %d rounds for each side, in turn; medians.
        """
            .formatted(
                Runtime.getRuntime().availableProcessors(), scale.objects(), scale.rounds()));
  }

  void throughput(Throughput throughput) {
    heading("Throughput", "per second", "bare client", "operator", "ratio", "what is measured");
    for (Work work : Work.values()) {
      Rate rate = throughput.rate(work);
      row(
          words(work) + "s",
          "%.0f".formatted(rate.bareMedian()),
          "%.0f".formatted(rate.operatorMedian()),
          "**%.2f**".formatted(rate.ratio()),
          MEANING.get(work));
    }
    heading("Requests of the operator", "for one", "requests, by the API server's count");
    for (Work work : Work.values()) {
      row(
          words(work),
          throughput.requests(work).entrySet().stream()
              .map(e -> "%s %.1f".formatted(e.getKey(), e.getValue()))
              .collect(Collectors.joining(", ")));
    }
  }

  void wholeNamespace(WholeNamespace whole) {
    heading(
        "A namespace of %,d objects".formatted(whole.objects()),
        "seconds",
        "bare client",
        "operator",
        "ratio of the rates",
        "what is measured");
    for (WholeNamespace.Way way : WholeNamespace.Way.values()) {
      Rate rate = whole.rate(way);
      row(
          way.name().toLowerCase(Locale.ROOT),
          "%.1f".formatted(whole.objects() / rate.bareMedian()),
          "%.1f".formatted(whole.objects() / rate.operatorMedian()),
          "**%.2f**".formatted(rate.ratio()),
          switch (way) {
            case DELETE -> "From the DELETE of the namespace until it is gone; bare: unprotected";
            case RESTORE -> "From one annotation until RESTORED; bare: creates the same objects";
          });
    }
  }

  void manyNamespaces(ManyNamespaces namespaces) {
    heading(
        "Namespaces that go",
        "namespaces at once",
        "seconds, median / longest",
        "passes for each",
        "requests for each",
        "of whom");
    namespaces.rows().forEach(cells -> row(cells.toArray(String[]::new)));
  }

  void latency(Latency latency) {
    heading(
        "Latency", "ms (p50 / p99)", "CREATE", "DELETE", "until gone", "for one after the other");
    for (Situation situation : Situation.values()) {
      var times = latency.times(situation);
      row(
          situation.words,
          milliseconds(times.create()),
          milliseconds(times.delete()),
          milliseconds(times.gone()),
          meaning(situation));
    }
    heading("Added latency", "ms (p50 / p99)", "CREATE", "DELETE", "over \"without the operator\"");
    var without = latency.times(Situation.WITHOUT);
    for (Situation situation : Situation.values()) {
      if (situation != Situation.WITHOUT) {
        var times = latency.times(situation);
        row(
            situation.words,
            added(without.create(), times.create()),
            added(without.delete(), times.delete()),
            "");
      }
    }
    text.append(
        "\nThe API server asked the webhook about %d creates and %d deletes of %d covered objects.\n"
            .formatted(
                latency.asked().creates(), latency.asked().deletes(), latency.objectsCovered()));
  }

  void reserved(ReservedLookup reserved) {
    heading("Reserved names", "names reserved", "CREATE, ms (p50 / p99)", "ratio of the p50", "");
    Histogram bare = reserved.bare();
    row("no policy reserves any", milliseconds(bare), "1.00", "Dry runs, the webhook left out");
    reserved
        .times()
        .forEach(
            (count, times) ->
                row(
                    "%,d".formatted(count),
                    milliseconds(times),
                    "**%.2f**"
                        .formatted(
                            (double) times.getValueAtPercentile(50)
                                / bare.getValueAtPercentile(50)),
                    "Looked up by the API server"));
  }

  void reservedHosts(ReservedHosts hosts) {
    heading("Reserved hosts", "an Ingress of 1,000 hosts", "ms (p50 / p99)", "", "");
    hosts
        .times()
        .forEach(
            (what, times) -> row(what, milliseconds(times), "", "Dry runs, the webhook left out"));
  }

  private static String meaning(Situation situation) {
    return switch (situation) {
      case WITHOUT -> "The chart's own guards alone";
      case UNCOVERED -> "What objects pay that no policy covers";
      case COVERED -> "The finalizer is put on; a delete is captured before the object is gone";
      case COVERED_ALONE -> "The same requests while nobody captures: deletes are held";
    };
  }

  void handOver(HandOver handOver) {
    heading(
        "Hand-over",
        "seconds from the signal",
        "lease given back",
        "next replica leads",
        "object deleted meanwhile is captured",
        "");
    for (HandOver.Way way : HandOver.Way.values()) {
      row(
          switch (way) {
            case SIGTERM -> "SIGTERM";
            case KILL -> "kill -9";
          },
          seconds(handOver, way, HandOver.Step.GIVEN_BACK),
          seconds(handOver, way, HandOver.Step.LED_AGAIN),
          seconds(handOver, way, HandOver.Step.CAPTURED),
          switch (way) {
            case SIGTERM -> "A replica stands by and asks for the lease every 1 to 2.2 s";
            case KILL -> "The lease runs out 15 s after it was renewed last";
          });
    }
  }

  private static String seconds(HandOver handOver, HandOver.Way way, HandOver.Step step) {
    double seconds = handOver.seconds(way, step);
    return Double.isNaN(seconds) ? "-" : "%.1f".formatted(seconds);
  }

  void memory(List<Memory.Sample> samples) {
    heading("Memory of the operator", "live covered objects", "resident, MiB", "peak, MiB", "");
    for (Memory.Sample sample : samples) {
      row(
          sample.when(),
          Long.toString(sample.resident()),
          Long.toString(sample.peak()),
          "After a collection; the JVM has the chart's options and memory limit");
    }
  }

  void starts(Starts starts) {
    heading("Start", "ms until ready", "median", "least", "most", "");
    starts
        .millis()
        .forEach(
            (way, millis) ->
                row(
                    way,
                    "%.0f".formatted(Rate.median(millis)),
                    "%.0f".formatted(millis.stream().min(Double::compare).orElseThrow()),
                    "%.0f".formatted(millis.stream().max(Double::compare).orElseThrow()),
                    "From process start to /readyz, two policies in force; "
                        + millis.size()
                        + " starts"));
  }

  private void heading(String title, String... columns) {
    text.append("\n## ").append(title).append("\n\n");
    row(columns);
    text.append("|").append("---|".repeat(columns.length)).append("\n");
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String words(Work work) {
    return work.name().toLowerCase(Locale.ROOT);
  }

  private static String added(Histogram without, Histogram with) {
    return "%+.1f / %+.1f"
        .formatted(
            (with.getValueAtPercentile(50) - without.getValueAtPercentile(50)) / 1e3,
            (with.getValueAtPercentile(99) - without.getValueAtPercentile(99)) / 1e3);
  }

  private static String milliseconds(Histogram micros) {
    return micros.getTotalCount() == 0
        ? "-"
        : "%.1f / %.1f"
            .formatted(
                micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
