package dev.softdelete.e2e;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Prints the story of the demo: the steps, the commands that a user would type, and the answers.
 */
final class Narrator {
  private final PrintStream out;
  private final Instant start = Instant.now();

  Narrator(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    out.printf("%n\u001B[1m%s\u001B[0m%n", title);
  }

  void say(String text) {
    out.printf("[%5.1f s] %s%n", Duration.between(start, Instant.now()).toMillis() / 1e3, text);
  }

  /** Runs a command that must succeed. */
  void show(Kubectl kubectl, String... args) {
    print(args, kubectl.run(args));
  }

  /** Runs a command that must be refused. */
  void showRefused(Kubectl kubectl, String... args) {
    Kubectl.Result result = kubectl.call(args);
    if (result.ok()) {
      throw new IllegalStateException(
          "expected a refusal of: " + String.join(" ", args) + "\n" + result.out());
    }
    print(args, result.err());
  }

  private void print(String[] args, String answer) {
    out.println("  $ kubectl " + String.join(" ", List.of(args)));
    answer.lines().forEach(line -> out.println("    " + line));
  }
}
