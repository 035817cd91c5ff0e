package dev.softdelete.operator.probe;

import dev.softdelete.operator.port.Answer;
import dev.softdelete.operator.port.Head;
import dev.softdelete.operator.port.Limits;
import dev.softdelete.operator.port.Port;
import dev.softdelete.operator.port.Service;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Serves {@code /healthz}, {@code /readyz} and {@code /metrics} to anybody. Each connection gets
 * one answer, so that it keeps its place for a moment only.
 */
public final class HttpEndpoints implements AutoCloseable {
  private static final Limits LIMITS =
      new Limits(
          new Limits.Room(256, 0),
          new Limits.Room(0, 0),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  /** Further ones are refused, because they would take the places of the probes. */
  private static final int SCRAPES_AT_A_TIME = 4;

  private final Port port;
  private final Semaphore scrapes = new Semaphore(SCRAPES_AT_A_TIME);

  /**
   * Serves until it is closed.
   *
   * @param port the port to listen on; 0 for any free one
   * @throws IOException when the port is taken
   */
  public HttpEndpoints(
      int port,
      Supplier<ProbeAnswer> live,
      Supplier<ProbeAnswer> ready,
      PrometheusMeterRegistry meters)
      throws IOException {
    this.port =
        new Port(
            "probes",
            port,
            Optional.empty(),
            LIMITS,
            Duration.ZERO,
            head -> new Service.Answered(answer(head, live, ready, meters)));
  }

  private Answer answer(
      Head head,
      Supplier<ProbeAnswer> live,
      Supplier<ProbeAnswer> ready,
      PrometheusMeterRegistry meters) {
    return switch (head.path()) {
      case "/healthz" -> probe(live.get());
      case "/readyz" -> probe(ready.get());
      case "/metrics" -> metrics(meters);
      default -> Answer.text(404, "not found");
    };
  }

  private static Answer probe(ProbeAnswer now) {
    return Answer.text(now.ok() ? 200 : 503, now.text());
  }

  private Answer metrics(PrometheusMeterRegistry meters) {
    if (!scrapes.tryAcquire()) {
      return Answer.text(503, "too many scrapes at a time");
    }
    try {
      return Answer.text(200, meters.scrape());
    } finally {
      scrapes.release();
    }
  }

  int port() {
    return port.number();
  }

  @Override
  public void close() {
    port.close();
  }
}
