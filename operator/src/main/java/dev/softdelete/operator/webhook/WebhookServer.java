package dev.softdelete.operator.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers AdmissionReviews over TLS. What goes wrong in here is an error to the caller only. */
public final class WebhookServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

  /** An object and its predecessor, each of which the API server admits up to 3 MiB. */
  private static final int MAX_BYTES = 7 * 1024 * 1024;

  private static final String SECONDS_PER_REQUEST = "15";

  private final HttpsServer server;
  private final MeterRegistry meters;

  /**
   * Serves until it is closed.
   *
   * @param handlers by path
   * @throws IOException when the port is taken
   */
  public WebhookServer(
      int port, SSLContext tls, Map<String, AdmissionHandler> handlers, MeterRegistry meters)
      throws IOException {
    System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_PER_REQUEST);
    System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_PER_REQUEST);
    this.meters = meters;
    server = HttpsServer.create(new InetSocketAddress(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    handlers.forEach((path, handler) -> server.createContext(path, e -> serve(e, path, handler)));
    server.start();
  }

  private void serve(HttpExchange exchange, String path, AdmissionHandler handler)
      throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(405, -1);
      } else if (body.length > MAX_BYTES) {
        exchange.sendResponseHeaders(413, -1);
      } else {
        meters.counter("softdelete.webhook.requests", "path", path).increment();
        respond(exchange, path, body, handler);
      }
    }
  }

  private static void respond(
      HttpExchange exchange, String path, byte[] body, AdmissionHandler handler)
      throws IOException {
    byte[] answer;
    try {
      answer = answer(body, handler);
    } catch (IllegalArgumentException e) {
      exchange.sendResponseHeaders(400, -1);
      return;
    } catch (RuntimeException e) {
      log.warn("{}: {}", path, e.toString());
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static byte[] answer(byte[] body, AdmissionHandler handler) {
    AdmissionRequest request = AdmissionRequest.parse(body);
    return handler.answer(request).review(request.uid());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
