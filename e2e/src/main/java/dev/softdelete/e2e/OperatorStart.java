package dev.softdelete.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a start of the operator needs to know.
 *
 * @param kubeconfig the address and the credentials that the operator uses
 * @param log the file to which the output is appended
 * @param jvmOptions the JVM options; if there are none, the launcher chooses them
 * @param environment variables that replace those of the launcher
 * @param arguments the arguments of the program
 */
public record OperatorStart(
    Path kubeconfig,
    Path log,
    List<String> jvmOptions,
    Map<String, String> environment,
    List<String> arguments) {

  /** Returns a process whose output is appended to the log. */
  public ProcessBuilder process(List<String> command) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }
}
