package dev.softdelete.benchmarks;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the JVM options of the chart's Deployment, with the memory limit of its container. */
final class OperatorOptions {
  private static final Pattern OPTIONS =
      Pattern.compile("^javaToolOptions: \"(.*)\"$", Pattern.MULTILINE);
  private static final Pattern LIMIT =
      Pattern.compile("^ {2}limits:\\n {4}memory: (\\d+)Mi$", Pattern.MULTILINE);

  private OperatorOptions() {}

  static String[] ofTheChart() {
    Path values = Repository.file("helm/soft-delete-operator/values.yaml");
    try {
      return in(Files.readString(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String[] in(String values) {
    List<String> options = new ArrayList<>(List.of(found(OPTIONS, values).split(" ")));
    // A process outside a container must be told the limit that it would see inside.
    options.add("-XX:MaxRAM=" + found(LIMIT, values) + "m");
    return options.toArray(String[]::new);
  }

  private static String found(Pattern pattern, String values) {
    Matcher matcher = pattern.matcher(values);
    if (!matcher.find()) {
      throw new IllegalStateException("the chart's values.yaml has no " + pattern);
    }
    return matcher.group(1);
  }
}
