package dev.softdelete.operator.webhook;

import dev.softdelete.operator.port.Limits;
import dev.softdelete.operator.port.Port;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** Answers AdmissionReviews over TLS. */
public final class WebhookServer implements AutoCloseable {
  /**
   * The API server shows the secret with its first request, a few milliseconds after it has
   * connected. The idle time is longer than that of the API server (90 s): if the server closed a
   * connection first, a request could already be on its way and would be lost.
   */
  private static final Limits LIMITS =
      new Limits(
          new Limits.Room(1024, 8L * 1024 * 1024),
          new Limits.Room(512, 24L * 1024 * 1024),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  /** The time to finish the requests that are being answered when the process ends. */
  private static final Duration TO_FINISH = Duration.ofSeconds(10);

  private final Port port;

  /**
   * Serves until it is closed.
   *
   * @param stopping whether callers have to use another connection, and therefore another replica,
   *     for their next request
   * @throws IOException if the port is in use
   */
  public WebhookServer(
      int port, SSLContext tls, Routes routes, MeterRegistry meters, BooleanSupplier stopping)
      throws IOException {
    this.port =
        new Port(
            "webhook",
            port,
            Optional.of(tls),
            LIMITS,
            TO_FINISH,
            new Reviews(routes, meters, stopping));
  }

  int port() {
    return port.number();
  }

  @Override
  public void close() {
    port.close();
  }
}
