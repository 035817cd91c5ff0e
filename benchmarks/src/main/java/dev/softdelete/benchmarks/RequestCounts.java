package dev.softdelete.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests by verb and resource, as the API server counts them. */
record RequestCounts(Map<String, Double> counts) {
  private static final Pattern LINE =
      Pattern.compile("^apiserver_request_total\\{(.*)} (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  static RequestCounts now(Wire wire) {
    return parse(new String(wire.get("/metrics"), StandardCharsets.UTF_8));
  }

  static RequestCounts parse(String metrics) {
    var counts = new TreeMap<String, Double>();
    Matcher line = LINE.matcher(metrics);
    while (line.find()) {
      var labels = new TreeMap<String, String>();
      Matcher label = LABEL.matcher(line.group(1));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      String subresource = labels.getOrDefault("subresource", "");
      String what =
          labels.get("verb")
              + " "
              + (labels.get("resource").isEmpty() ? "(discovery)" : labels.get("resource"))
              + (subresource.isEmpty() ? "" : "/" + subresource);
      counts.merge(what, Double.parseDouble(line.group(2)), Double::sum);
    }
    return new RequestCounts(counts);
  }

  /** Returns how many of these requests there were since the earlier count. */
  double since(RequestCounts before, Predicate<String> which) {
    return counts.entrySet().stream()
        .filter(count -> which.test(count.getKey()))
        .mapToDouble(count -> count.getValue() - before.counts.getOrDefault(count.getKey(), 0.0))
        .sum();
  }

  /**
   * Returns the requests since the earlier count, per object. Requests that are not made for each
   * object are left out.
   */
  Map<String, Double> since(RequestCounts before, int objects) {
    var each = new TreeMap<String, Double>();
    counts.forEach(
        (what, count) -> {
          double per = (count - before.counts.getOrDefault(what, 0.0)) / objects;
          if (per >= 0.3) {
            each.put(what, per);
          }
        });
    return each;
  }
}
