package dev.softdelete.operator.training;

import dev.softdelete.operator.wire.UnusedPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator process that is observed. */
final class Trainee implements AutoCloseable {
  /** The time limit is long, for builds on busy machines. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = UnusedPort.any();
  private final int webhookPort = UnusedPort.any();
  private final Process process;

  Trainee(List<String> command, Path kubeconfig, Path log) throws IOException {
    ProcessBuilder builder = AotCache.withoutOptions(new ProcessBuilder(command));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("OPERATOR_NAMESPACE", Scene.OPERATOR_NAMESPACE);
    builder.environment().put("HTTP_PORT", Integer.toString(port));
    builder.environment().put("WEBHOOK_PORT", Integer.toString(webhookPort));
    builder.environment().put("WEBHOOK_URL", "https://127.0.0.1:" + webhookPort);
    process = builder.start();
  }

  void awaitReady() throws InterruptedException {
    await("became ready", READY_WITHIN, this::ready);
  }

  boolean ready() throws InterruptedException {
    try {
      return get("/readyz") == 200;
    } catch (IOException e) {
      // The operator does not listen yet.
      return false;
    }
  }

  /** Waits for a result of the operator's work. */
  void await(String what, Duration atMost, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("the operator has not " + what);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /** A condition to wait for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Returns the status code of the answer. */
  int get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  int webhookPort() {
    return webhookPort;
  }

  /**
   * Ends the operator as a rolling update does. The cache is written before the process has ended.
   */
  void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the operator has not ended");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
