package dev.softdelete.controlplane;

import java.io.Console;
import java.time.Duration;

/**
 * Shows one line about a running build on standard error. On a terminal the line is overwritten,
 * otherwise it is repeated.
 */
final class BuildProgress {

  private final boolean terminal;
  private final Duration interval;
  private final int expected;
  private final long started = System.nanoTime();
  private long lastShown = started;
  private int packages;

  BuildProgress(int expected) {
    this.expected = expected;
    this.terminal = isTerminal();
    this.interval = terminal ? Duration.ofSeconds(1) : Duration.ofSeconds(30);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again when there is no terminal
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  void compiled() {
    packages++;
    if (System.nanoTime() - lastShown >= interval.toNanos()) {
      lastShown = System.nanoTime();
      show();
    }
  }

  void end() {
    show();
    if (terminal) {
      System.err.println();
    }
  }

  private void show() {
    String line = line(packages, expected, Duration.ofNanos(System.nanoTime() - started));
    System.err.print(terminal ? "\r" + line : line + System.lineSeparator());
  }

  static String line(int packages, int expected, Duration elapsed) {
    String of = expected > 0 ? " of about " + expected : "";
    return "  %d%s packages, %d:%02d min"
        .formatted(packages, of, elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
