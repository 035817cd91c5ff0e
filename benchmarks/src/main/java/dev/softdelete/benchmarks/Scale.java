package dev.softdelete.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param parts the parts that are measured
 * @param rounds the number of rounds for each side
 * @param objects the captures, restores and purges of a round
 * @param whole the objects in the namespace of a round
 * @param requests the creates and deletes of a round whose latency is measured
 * @param few the number of live objects at the first measurement of memory
 * @param many the number of live objects at the second measurement of memory
 * @param namespaces the namespaces that are deleted at once
 * @param earlier the operator.jar of another build, whose starts are measured for comparison
 */
record Scale(
    Set<Part> parts,
    int rounds,
    int objects,
    int whole,
    int requests,
    int few,
    int many,
    int namespaces,
    Optional<Path> earlier) {
  enum Part {
    START,
    THROUGHPUT,
    NAMESPACE,
    NAMESPACES,
    LATENCY,
    RESERVED,
    HANDOVER,
    MEMORY
  }

  static final String USAGE =
      """
      usage: benchmarks/run [--only=start,throughput,namespace,namespaces,latency,reserved,handover,memory]
                            [--rounds=3]
                            [--objects=500, of a namespace 2000] [--requests=200]
                            [--namespaces=50] [--few=1000] [--many=20000]
                            [--earlier=the operator.jar of another build, for start]\
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with the usage when the command line is invalid
   */
  static Scale of(String... args) {
    var scale =
        new Scale(Set.of(Part.values()), 3, 500, 2_000, 200, 1_000, 20_000, 50, Optional.empty());
    for (String arg : args) {
      scale = scale.with(arg);
    }
    return scale;
  }

  private Scale with(String arg) {
    List<String> option = Arrays.asList(arg.split("=", 2));
    String value = option.getLast();
    try {
      return switch (option.getFirst()) {
        case "--only" -> ofParts(parts(value));
        case "--rounds" -> of(positive(value), objects, whole, requests, few, many);
        case "--objects" -> of(rounds, positive(value), positive(value), requests, few, many);
        case "--requests" -> of(rounds, objects, whole, positive(value), few, many);
        case "--namespaces" -> ofNamespaces(positive(value));
        case "--few" -> of(rounds, objects, whole, requests, positive(value), many);
        case "--many" -> of(rounds, objects, whole, requests, few, positive(value));
        case "--earlier" -> beside(file(value));
        default -> throw new IllegalArgumentException("unknown");
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(arg + "?\n" + USAGE, e);
    }
  }

  private Scale ofParts(Set<Part> others) {
    return new Scale(others, rounds, objects, whole, requests, few, many, namespaces, earlier);
  }

  private Scale ofNamespaces(int count) {
    return new Scale(parts, rounds, objects, whole, requests, few, many, count, earlier);
  }

  private Scale of(int rounds, int objects, int whole, int requests, int few, int many) {
    return new Scale(parts, rounds, objects, whole, requests, few, many, namespaces, earlier);
  }

  private Scale beside(Path jar) {
    return new Scale(
        parts, rounds, objects, whole, requests, few, many, namespaces, Optional.of(jar));
  }

  private static Path file(String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(name);
    }
    return file;
  }

  private static Set<Part> parts(String names) {
    return Set.copyOf(
        Arrays.stream(names.split(","))
            .map(n -> Part.valueOf(n.toUpperCase(Locale.ROOT)))
            .toList());
  }

  private static int positive(String number) {
    int value = Integer.parseInt(number);
    if (value < 1) {
      throw new IllegalArgumentException(number);
    }
    return value;
  }
}
