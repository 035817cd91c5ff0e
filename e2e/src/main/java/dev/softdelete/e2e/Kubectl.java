package dev.softdelete.e2e;

import java.nio.file.Path;
import java.util.List;

/**
 * The real client, for one user.
 *
 * @param program where kubectl is
 * @param kubeconfig whose user it is
 * @param commands how commands are run
 */
public record Kubectl(Path program, Path kubeconfig, Commands commands) {

  /** Runs commands of a client. */
  public interface Commands {
    /**
     * Runs one command to its end.
     *
     * @param stdin what it reads from its standard input
     */
    Result run(Kubectl kubectl, String stdin, List<String> args);
  }

  /** With a process for each command. */
  public Kubectl(Path program, Path kubeconfig) {
    this(program, kubeconfig, new ProcessPerCommand());
  }

  /** What a call came to. */
  public record Result(int exit, String out, String err) {
    public boolean ok() {
      return exit == 0;
    }
  }

  /**
   * Calls it and expects success.
   *
   * @return what it printed
   * @throws IllegalStateException with its error output when it fails
   */
  public String run(String... args) {
    return input("", args);
  }

  /** The same with something on its standard input. */
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

  /** Calls it, whatever it comes to. */
  public Result call(String... args) {
    return inputCall("", args);
  }

  /** The same with something on its standard input. */
  public Result inputCall(String stdin, String... args) {
    return commands.run(this, stdin, List.of(args));
  }

  /** The same client for somebody else. */
  public Kubectl of(Path otherKubeconfig) {
    return new Kubectl(program, otherKubeconfig, commands);
  }
}
