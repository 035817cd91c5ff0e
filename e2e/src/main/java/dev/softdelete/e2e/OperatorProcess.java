package dev.softdelete.e2e;

import dev.softdelete.controlplane.FreePort;
import dev.softdelete.e2e.image.ContainerLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator as a separate process with the given credentials: {@code java -jar}, or a container
 * of the image.
 */
public final class OperatorProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Path kubeconfig;
  private final Path log;
  private final OperatorEndpoints endpoints = new OperatorEndpoints(FreePort.any());
  private final int webhookPort = FreePort.any();
  private final List<String> jvmOptions;
  private final URI ownUrl = URI.create("https://127.0.0.1:" + webhookPort);
  private URI webhookUrl = ownUrl;

  /**
   * The environment variables. The high limit prevents that all tests together count as a mass
   * purge.
   */
  private final Map<String, String> settings = new HashMap<>(Map.of("PURGE_AT_ONCE", "1000000"));

  private OperatorLauncher launcher = OperatorLauncher.chosen();
  private StartedOperator started;

  /**
   * Prepares the process without starting it.
   *
   * @param log the file to which the output of the operator is appended
   * @param jvmOptions the JVM options; if there are none, those with which the operator starts
   *     fastest, or in a container those of the chart
   */
  public OperatorProcess(Path kubeconfig, Path log, String... jvmOptions) {
    this.kubeconfig = kubeconfig;
    this.log = log;
    this.jvmOptions = List.of(jvmOptions);
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Starts the operator without the AOT cache, as a plain {@code java -jar} does. */
  public OperatorProcess withoutCache() {
    launcher = launcher.withoutCache();
    return this;
  }

  /** Starts the operator of another build, without an AOT cache. */
  public OperatorProcess ofJar(Path other) {
    launcher = new JarLauncher(other, false);
    return this;
  }

  /** Starts the operator in a container of the image that the build has made. */
  public OperatorProcess inContainer() {
    launcher = new ContainerLauncher();
    return this;
  }

  /** Sets an environment variable of the process. */
  public OperatorProcess with(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Makes the API server reach the webhook through another URL, as through a Service. */
  public OperatorProcess reachedBy(URI url) {
    webhookUrl = url;
    return this;
  }

  /** Makes the API server reach the webhook directly. This is the default. */
  public OperatorProcess reachedDirectly() {
    return reachedBy(ownUrl);
  }

  /** Makes the API server reach the webhook through the chart's Service, as inside a cluster. */
  public OperatorProcess reachedByTheService() {
    webhookUrl = null;
    return this;
  }

  /** Starts the process, or starts it again on the same port and as the same replica. */
  public OperatorProcess start() {
    started = launch();
    return this;
  }

  /** Starts the process and waits until every policy is in force. */
  public OperatorProcess startReady() {
    return start().awaitReady();
  }

  /** Runs {@code operator.jar release} to its end and returns its exit code. */
  public int release() {
    try {
      return launch("release").process().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private StartedOperator launch(String... args) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("HTTP_PORT", Integer.toString(endpoints.port()));
    environment.put("WEBHOOK_PORT", Integer.toString(webhookPort));
    if (webhookUrl != null) {
      environment.put("WEBHOOK_URL", webhookUrl.toString());
    }
    try {
      return launcher.launch(
          new OperatorStart(kubeconfig, log, jvmOptions, environment, List.of(args)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until {@code /readyz} answers that the operator is ready.
   *
   * @throws IllegalStateException with the end of the log if the process ends or is not ready in
   *     time
   */
  public OperatorProcess awaitReady() {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!ready()) {
      if (!alive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the operator is not ready:\n" + logTail());
      }
      pause();
    }
    return this;
  }

  /** Whether {@code /readyz} answers 200. */
  public boolean ready() {
    return endpoints.ready();
  }

  /** Returns the answer to the liveness probe: the status code and the reason. */
  public HttpResponse<String> health() {
    return endpoints.get("/healthz");
  }

  /** Returns the metrics as Prometheus text. */
  public String metrics() {
    return endpoints.get("/metrics").body();
  }

  /** Returns the URL of {@code /healthz}, {@code /readyz} or {@code /metrics}. */
  public URI endpoint(String path) {
    return endpoints.url(path);
  }

  /** Returns the port on which the operator answers the API server. */
  public int webhookPort() {
    return webhookPort;
  }

  public boolean alive() {
    return started != null && started.process().isAlive();
  }

  /** Returns the process id of the JVM, also if it runs in a container. */
  public long pid() {
    return started.jvm().pid();
  }

  /** Kills the process as {@code kill -9} does, and waits for its end. */
  public void kill() {
    if (started != null) {
      started.kill();
    }
  }

  /** Sends SIGTERM, as the kubelet does, and returns at once. */
  public OperatorProcess terminate() {
    started.terminate();
    return this;
  }

  /**
   * Waits until the process has ended.
   *
   * @return the exit code of the process
   * @throws IllegalStateException with the end of the log if the process does not end in time
   */
  public int awaitExit(Duration atMost) {
    try {
      if (started.process().waitFor(atMost)) {
        return started.process().exitValue();
      }
      throw new IllegalStateException("the operator does not end:\n" + logTail());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the last lines of the log. */
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

  @Override
  public void close() {
    kill();
  }
}
