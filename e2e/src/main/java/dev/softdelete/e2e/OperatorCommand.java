package dev.softdelete.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Builds the command line that starts the operator on the JDK that runs the tests. */
public final class OperatorCommand {
  private OperatorCommand() {}

  /**
   * Returns {@code java OPTIONS -jar JAR ARGUMENTS}.
   *
   * @param jvmOptions the JVM options, including those for the AOT cache if one is used
   * @param arguments the arguments of the program
   */
  public static List<String> of(Path jar, List<String> jvmOptions, List<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(List.of(java), jvmOptions, List.of("-jar", jar.toString()), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
