package dev.softdelete.e2e;

import java.nio.file.Path;
import java.util.List;

/**
 * The real kubectl, for one user.
 *
 * @param program the path of kubectl
 * @param kubeconfig the kubeconfig of the user
 * @param commands how commands are run
 */
public record Kubectl(Path program, Path kubeconfig, Commands commands) {

  /** Runs kubectl commands. */
  public interface Commands {
    /**
     * Runs one command to its end.
     *
     * @param stdin the text that the command reads from its standard input
     */
    Result run(Kubectl kubectl, String stdin, List<String> args);
  }

  /** Creates a client that starts a process for each command. */
  public Kubectl(Path program, Path kubeconfig) {
    this(program, kubeconfig, new ProcessPerCommand());
  }

  /** The exit code and the output of a command. */
  public record Result(int exit, String out, String err) {
    public boolean ok() {
      return exit == 0;
    }
  }

  /**
   * Runs a command and expects success.
   *
   * @return the standard output of the command
   * @throws IllegalStateException with the output of the command if it fails
   */
  public String run(String... args) {
    return input("", args);
  }

  /** Runs a command with a text on its standard input, and expects success. */
  public String input(String stdin, String... args) {
    Result result = inputCall(stdin, args);
    if (!result.ok()) {
      throw new IllegalStateException(
          "kubectl " + String.join(" ", args) + " failed: " + result.err() + result.out());
    }
    return result.out();
  }

  /** Applies a manifest, client-side. */
  public String apply(String manifest) {
    return input(manifest, "apply", "-f", "-");
  }

  /** Runs a command and returns its result, whether it succeeds or fails. */
  public Result call(String... args) {
    return inputCall("", args);
  }

  /** Runs a command with a text on its standard input, and returns its result. */
  public Result inputCall(String stdin, String... args) {
    return commands.run(this, stdin, List.of(args));
  }

  /** Returns the same client for another user. */
  public Kubectl of(Path otherKubeconfig) {
    return new Kubectl(program, otherKubeconfig, commands);
  }
}
