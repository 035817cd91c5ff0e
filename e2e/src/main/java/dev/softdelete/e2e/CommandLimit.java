package dev.softdelete.e2e;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends a process whose command exceeds the time limit. Otherwise the caller would wait forever. */
record CommandLimit(CompletableFuture<Void> end) implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(5);

  static CommandLimit on(Process process, List<String> command) {
    return new CommandLimit(
        CompletableFuture.runAsync(
            () -> {
              System.err.println("Ended after " + AT_MOST + ": kubectl " + command);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(AT_MOST.toSeconds(), TimeUnit.SECONDS)));
  }

  @Override
  public void close() {
    end.cancel(false);
  }
}
