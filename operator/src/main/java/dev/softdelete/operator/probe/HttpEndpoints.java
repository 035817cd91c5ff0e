package dev.softdelete.operator.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /healthz}, {@code /readyz} and {@code /metrics}. */
public final class HttpEndpoints implements AutoCloseable {
  private final HttpServer server;

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
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    at("/healthz", exchange -> answer(exchange, live.get()));
    at("/readyz", exchange -> answer(exchange, ready.get()));
    at("/metrics", exchange -> answer(exchange, 200, meters.scrape()));
    server.start();
  }

  /** Handles exactly this path, and none below it. */
  private void at(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          if (exchange.getRequestURI().getPath().equals(path)) {
            handler.handle(exchange);
          } else {
            answer(exchange, 404, "not found");
          }
        });
  }

  private static void answer(HttpExchange exchange, ProbeAnswer now) throws IOException {
    answer(exchange, now.ok() ? 200 : 503, now.text());
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(code, -1);
        return;
      }
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
