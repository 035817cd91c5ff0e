package dev.softdelete.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operator as a process of its own, by {@code java -jar}, under the given credentials. */
public final class OperatorProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Path kubeconfig;
  private final Path log;
  private final int port = freePort();
  private final int webhookPort = freePort();
  private final List<String> jvmOptions;
  private final URI ownUrl = URI.create("https://127.0.0.1:" + webhookPort);
  private URI webhookUrl = ownUrl;

  /** All tests together are no mass purge. */
  private final Map<String, String> settings = new HashMap<>(Map.of("PURGE_AT_ONCE", "1000000"));

  private Path jar = QuickStart.jar();
  private boolean cached = true;
  private Process process;

  /**
   * Prepares it; it does not run yet.
   *
   * @param log where it writes what it has to say; appended to
   * @param jvmOptions without any, those by which it starts soonest
   */
  public OperatorProcess(Path kubeconfig, Path log, String... jvmOptions) {
    this.kubeconfig = kubeconfig;
    this.log = log;
    this.jvmOptions = jvmOptions.length == 0 ? QuickStart.shortLife() : List.of(jvmOptions);
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Starts it as {@code java -jar} does by itself. */
  public OperatorProcess withoutCache() {
    cached = false;
    return this;
  }

  /** Starts another build's operator, without a cache. */
  public OperatorProcess ofJar(Path other) {
    jar = other;
    return withoutCache();
  }

  /** Sets a variable of its environment. */
  public OperatorProcess with(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Lets the API server reach the webhook by way of something else, as by a Service. */
  public OperatorProcess reachedBy(URI url) {
    webhookUrl = url;
    return this;
  }

  /** Lets the API server reach the webhook directly, as it does unless told otherwise. */
  public OperatorProcess reachedDirectly() {
    return reachedBy(ownUrl);
  }

  /** Leaves it to the chart's Service, as inside a cluster. */
  public OperatorProcess reachedByTheService() {
    webhookUrl = null;
    return this;
  }

  /** Starts it, or starts it again: on the same port, as the same replica. */
  public OperatorProcess start() {
    process = launch();
    return this;
  }

  /** Starts it and waits until every policy is in force. */
  public OperatorProcess startReady() {
    return start().awaitReady();
  }

  /** Runs {@code operator.jar release} to its end and returns its exit code. */
  public int release() {
    try {
      return launch("release").waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process launch(String... args) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(cached ? QuickStart.aotCache() : List.of());
    List<String> command = OperatorCommand.of(jar, options, List.of(args));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("OPERATOR_NAMESPACE", Installation.NAMESPACE);
    builder.environment().put("HTTP_PORT", Integer.toString(port));
    builder.environment().put("WEBHOOK_PORT", Integer.toString(webhookPort));
    if (webhookUrl != null) {
      builder.environment().put("WEBHOOK_URL", webhookUrl.toString());
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for {@code /readyz}.
   *
   * @throws IllegalStateException with the end of its log when it ends, or is not ready in time
   */
  public OperatorProcess awaitReady() {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!ready()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the operator is not ready:\n" + logTail());
      }
      pause();
    }
    return this;
  }

  /** Asked often while the process starts, hence with little work. */
  public boolean ready() {
    try {
      var question = (HttpURLConnection) endpoint("/readyz").toURL().openConnection();
      question.setRequestProperty("Connection", "close");
      question.setReadTimeout(5_000);
      return question.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the liveness probe is answered: the code, and the reason. */
  public HttpResponse<String> health() {
    try {
      return http("/healthz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prometheus text. */
  public String metrics() {
    try {
      return http("/metrics").body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it serves {@code /healthz}, {@code /readyz} and {@code /metrics}. */
  public URI endpoint(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Where it answers the API server. */
  public int webhookPort() {
    return webhookPort;
  }

  private HttpResponse<String> http(String path) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(endpoint(path)).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean alive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** {@code kill -9}. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd();
    }
  }

  /** SIGTERM, as the kubelet sends it; returns at once. */
  public OperatorProcess terminate() {
    process.destroy();
    return this;
  }

  /**
   * Waits until it has ended.
   *
   * @return its exit code
   * @throws IllegalStateException with the end of its log when it goes on
   */
  public int awaitExit(Duration atMost) {
    try {
      if (process.waitFor(atMost)) {
        return process.exitValue();
      }
      throw new IllegalStateException("the operator does not end:\n" + logTail());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it said last. */
  public String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
