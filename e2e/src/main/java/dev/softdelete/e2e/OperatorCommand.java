package dev.softdelete.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command line of the operator as a process, on the JDK that runs the tests. */
public final class OperatorCommand {
  private OperatorCommand() {}

  /**
   * {@code java OPTIONS -jar JAR ARGUMENTS}.
   *
   * @param jvmOptions with the AOT cache, if there is to be one
   * @param arguments of the program
   */
  public static List<String> of(Path jar, List<String> jvmOptions, List<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(List.of(java), jvmOptions, List.of("-jar", jar.toString()), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
