package dev.softdelete.operator.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.softdelete.operator.admission.AdmissionRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers AdmissionReviews over TLS. A failure during a request results in an error for its caller
 * only.
 */
public final class WebhookServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

  /**
   * The maximum size of a request. It contains an object and its previous version, each of which
   * the API server admits up to 3 MiB.
   */
  private static final int MAX_BYTES = 7 * 1024 * 1024;

  private static final int HEARD_OUT = 64 * 1024 * 1024;

  private static final String SECONDS_PER_REQUEST = "15";

  /**
   * The idle timeout is longer than that of the API server (90 s). If the server closed a
   * connection first, a request could already be on its way and would be lost.
   */
  private static final String SECONDS_IDLE = "300";

  /** The time to finish the requests that are being answered when the process ends. */
  private static final int SECONDS_TO_FINISH = 10;

  private final HttpsServer server;
  private final Routes routes;
  private final MeterRegistry meters;
  private final BooleanSupplier stopping;
  private final LargeRequests large = new LargeRequests();

  /** The HTTP status and message for a request that is refused. */
  private record Fault(int code, String message) {}

  /**
   * Serves until it is closed.
   *
   * @param stopping whether callers have to use another connection, and therefore another replica,
   *     for their next request; the API server would otherwise use the present connection for as
   *     long as it is open
   * @throws IOException if the port is in use
   */
  public WebhookServer(
      int port, SSLContext tls, Routes routes, MeterRegistry meters, BooleanSupplier stopping)
      throws IOException {
    System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_PER_REQUEST);
    System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_PER_REQUEST);
    System.setProperty("sun.net.httpserver.idleInterval", SECONDS_IDLE);
    this.routes = routes;
    this.meters = meters;
    this.stopping = stopping;
    server = HttpsServer.create(new InetSocketAddress(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<Routes.Route> route = routes.of(exchange.getRequestURI().getPath());
      Optional<Fault> fault =
          route.isEmpty()
              ? Optional.of(new Fault(404, "nothing is served here"))
              : faultBeforeBody(exchange);
      if (fault.isEmpty()) {
        fault = serveBody(exchange, route.get());
      }
      if (fault.isPresent()) {
        refuse(exchange, fault.get());
      }
    }
  }

  private static Optional<Fault> faultBeforeBody(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      return Optional.of(new Fault(405, "an AdmissionReview is to be posted"));
    }
    return length(exchange) > MAX_BYTES ? Optional.of(tooLarge()) : Optional.empty();
  }

  private static Fault tooLarge() {
    return new Fault(413, "more than " + MAX_BYTES + " bytes");
  }

  private static long length(HttpExchange exchange) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? -1 : Long.parseLong(length);
  }

  private Optional<Fault> serveBody(HttpExchange exchange, Routes.Route route) throws IOException {
    byte[] answer;
    try (var _ = large.take(length(exchange))) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        return Optional.of(tooLarge());
      }
      meters.counter("softdelete.webhook.requests", "path", route.path()).increment();
      Optional<AdmissionRequest> request = request(body);
      if (request.isEmpty()) {
        return Optional.of(new Fault(400, "not an AdmissionReview with a request"));
      }
      answer = route.handler().answer(request.get()).review(request.get().uid());
    } catch (LargeRequests.BusyException e) {
      return Optional.of(new Fault(503, "too many large requests at a time"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Fault(503, "shutting down"));
    } catch (RuntimeException e) {
      log.warn("{}: {}", route.path(), e.toString());
      return Optional.of(new Fault(500, "no answer was found"));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (stopping.getAsBoolean()) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    return Optional.empty();
  }

  private static Optional<AdmissionRequest> request(byte[] body) {
    try {
      return Optional.of(AdmissionRequest.parse(body));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Sends the error, reads the rest of the request, and closes the connection. A client that is
   * still sending would otherwise not see the response.
   */
  private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
    byte[] text = (fault.message() + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(fault.code(), text.length);
    exchange.getResponseBody().write(text);
    exchange.getResponseBody().flush();
    byte[] unread = new byte[16 * 1024];
    for (int left = HEARD_OUT; left > 0; ) {
      int read = exchange.getRequestBody().read(unread);
      left = read < 0 ? 0 : left - read;
    }
  }

  @Override
  public void close() {
    server.stop(SECONDS_TO_FINISH);
  }
}
