package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.webhook.tls.CertificateMaker;
import dev.softdelete.operator.webhook.tls.ReloadingKeyManager;
import dev.softdelete.operator.webhook.tls.ServingCertificate;
import dev.softdelete.operator.wire.UnusedPort;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookServerTest {
  private static final String REVIEW = "{\"request\": {\"uid\": \"1\", \"object\": {}}}";
  private static final byte[] TOO_LARGE = new byte[8 * 1024 * 1024];
  private static final byte[] LARGE_REVIEW =
      REVIEW
          .replace("{}", "{\"data\": \"" + "x".repeat(TOO_LARGE.length) + "\"}")
          .getBytes(StandardCharsets.UTF_8);

  private static WebhookServer server;
  private static int port;
  private static SSLContext tls;
  private static HttpClient client;
  private static volatile boolean stopping;

  @BeforeAll
  static void serve() throws Exception {
    port = UnusedPort.any();
    var certificate = CertificateMaker.USUAL.make(List.of("127.0.0.1"), Instant.now());
    server =
        new WebhookServer(
            port,
            new ReloadingKeyManager(certificate).context(),
            new Routes(
                Map.of("/open", request -> AdmissionResponse.allowed()),
                Map.of(
                    "/ask",
                    request -> {
                      if (request.uid().equals("fault")) {
                        throw new IllegalStateException("fault");
                      }
                      return AdmissionResponse.allowed();
                    }),
                "caller"::equals),
            new SimpleMeterRegistry(),
            () -> stopping);
    tls = trusting(certificate);
    client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void end() {
    client.close();
    server.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("a review", post("/caller/ask", REVIEW.getBytes(StandardCharsets.UTF_8)), 200),
        Arguments.of("GET", request("/caller/ask").GET(), 405),
        Arguments.of(
            "garbage", post("/caller/ask", "garbage".getBytes(StandardCharsets.UTF_8)), 400),
        Arguments.of("an array", post("/caller/ask", "[]".getBytes(StandardCharsets.UTF_8)), 400),
        Arguments.of("empty", post("/caller/ask", new byte[0]), 400),
        Arguments.of("no request", post("/caller/ask", "{}".getBytes(StandardCharsets.UTF_8)), 400),
        Arguments.of("too large", post("/caller/ask", TOO_LARGE), 400),
        Arguments.of("a review that is too large", post("/caller/ask", LARGE_REVIEW), 200),
        Arguments.of(
            "a review that is too large, and does not say so",
            request("/caller/ask")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE_REVIEW))),
            200),
        Arguments.of("too large, of a stranger", post("/open", LARGE_REVIEW), 413),
        Arguments.of(
            "too large, and does not say so",
            request("/caller/ask")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TOO_LARGE))),
            400),
        Arguments.of(
            "another path", post("/caller/asked", REVIEW.getBytes(StandardCharsets.UTF_8)), 404),
        Arguments.of("a stranger", post("/ask", REVIEW.getBytes(StandardCharsets.UTF_8)), 404),
        Arguments.of(
            "a fault in here",
            post(
                "/caller/ask",
                REVIEW.replace("\"1\"", "\"fault\"").getBytes(StandardCharsets.UTF_8)),
            200));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void answersEachRequestWithItsCode(String name, HttpRequest.Builder request, int code)
      throws Exception {
    assertThat(send(request).statusCode()).as(name).isEqualTo(code);
  }

  /** The API server would otherwise continue to use a working connection. */
  @Test
  void oneThatStopsAnswersAndSendsItsCallersElsewhere() throws Exception {
    var review = post("/caller/ask", REVIEW.getBytes(StandardCharsets.UTF_8));
    assertThat(send(review).headers().firstValue("Connection")).isEmpty();

    stopping = true;
    var answer = send(review);
    stopping = false;

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Connection")).contains("close");
  }

  @Test
  void slowClientsKeepNobodyWaiting() throws Exception {
    var slow = new Socket[50];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = slowRequest(i % 2 == 0 ? 100 : 6 * 1024 * 1024);
    }
    long before = System.nanoTime();

    int code = send(post("/caller/ask", REVIEW.getBytes(StandardCharsets.UTF_8))).statusCode();

    assertThat(code).isEqualTo(200);
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    for (Socket socket : slow) {
      socket.close();
    }
  }

  /** Opens a request whose body never arrives. */
  private static Socket slowRequest(int length) throws IOException {
    Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", port);
    socket
        .getOutputStream()
        .write(
            "POST /caller/ask HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n{"
                .formatted(length)
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder post(String path, byte[] body) {
    return request(path).POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
  }

  private static SSLContext trusting(ServingCertificate certificate) throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", certificate.leaf());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
