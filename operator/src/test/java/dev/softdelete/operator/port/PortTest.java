package dev.softdelete.operator.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The port as its clients see it. Each reads until the connection ends. */
class PortTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String LAST = "Connection: close\r\n";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private Port port;

  @AfterEach
  void end() {
    mayAnswer.countDown();
    port.close();
  }

  @Test
  void oneConnectionServesManyRequests() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, request("", "one"));
      assertThat(head(client)).startsWith("HTTP/1.1 200 OK").contains("content-length: 3");
      assertThat(new String(client.getInputStream().readNBytes(3), StandardCharsets.UTF_8))
          .isEqualTo("one");
      send(client, request(LAST, "two"));

      assertThat(rest(client)).startsWith("HTTP/1.1 200 OK").endsWith("two");
    }
  }

  @Test
  void aBodyInChunksIsReadAndAskedForIfTheClientWaits() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(
          client,
          "POST /echo HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n"
              + LAST
              + "\r\n");
      assertThat(head(client)).startsWith("HTTP/1.1 100 Continue");
      send(client, "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");

      assertThat(rest(client)).endsWith("abc");
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefusedThoughItsSenderGoesOn() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, request("", "x".repeat(2_000_000)));

      assertThat(rest(client)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aBodyThatIsTooLongMayBeAnsweredByItsStart() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      String body = "start" + "x".repeat(2_000_000);
      send(client, "POST /start HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

      assertThat(rest(client)).startsWith("HTTP/1.1 200 ").endsWith("start");
    }
  }

  @Test
  void headersThatDoNotEndAreRefused() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, "GET /echo HTTP/1.1\r\n" + "a: b\r\n".repeat(3000));

      assertThat(rest(client)).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, "\1\2\3\r\n\r\n");

      assertThat(rest(client)).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aHeadThatDoesNotEndEndsTheConnection() throws IOException {
    serve(2, SHORT);
    try (Socket client = connect()) {
      send(client, "GET /echo HTTP/1.1\r\n");

      assertThat(rest(client)).isEmpty();
    }
  }

  @Test
  void aBodyThatDoesNotEndEndsTheConnection() throws IOException {
    serve(2, SHORT);
    try (Socket client = connect()) {
      send(client, "POST /echo HTTP/1.1\r\nContent-Length: 100\r\n\r\nabc");

      assertThat(rest(client)).isEmpty();
    }
  }

  @Test
  void theSecondRequestHasToWaitForTheFirstAnswer() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, request("", "one") + request("", "two"));

      assertThat(rest(client)).isEmpty();
    }
  }

  @Test
  void aFailureIsAnAnswer() throws IOException {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, "GET /fault HTTP/1.1\r\n\r\n");

      assertThat(rest(client)).startsWith("HTTP/1.1 500 ");
    }
  }

  @Test
  void theLongestWaitingConnectionMakesRoom() throws IOException {
    serve(2, LONG);
    try (Socket first = connect();
        Socket second = connect();
        Socket third = connect()) {
      assertThat(rest(first)).isEmpty();
      send(second, request(LAST, "second"));
      send(third, request(LAST, "third"));
      assertThat(rest(second)).endsWith("second");
      assertThat(rest(third)).endsWith("third");
    }
  }

  @Test
  void theEndWaitsForTheAnswer() throws Exception {
    serve(2, LONG);
    try (Socket client = connect()) {
      send(client, "GET /wait HTTP/1.1\r\n\r\n");
      asked.await();
      Thread end = Thread.startVirtualThread(port::close);
      mayAnswer.countDown();

      assertThat(rest(client)).startsWith("HTTP/1.1 200 OK").endsWith("waited");
      end.join();
    }
  }

  @Test
  void aPortThatIsInUseIsReported() throws IOException {
    serve(2, LONG);

    assertThatThrownBy(() -> open(port.number(), 2, LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
  }

  private void serve(int connections, Duration introduction) throws IOException {
    port = open(0, connections, introduction);
  }

  private Port open(int number, int connections, Duration introduction) throws IOException {
    var limits =
        new Limits(
            new Limits.Room(connections, 4_000_000),
            new Limits.Room(0, 0),
            introduction,
            LONG,
            LONG,
            LONG);
    return new Port("port", number, Optional.empty(), limits, LONG, this::receive);
  }

  private Service.Reception receive(Head head) throws InterruptedException {
    return switch (head.path()) {
      case "/echo" -> new Service.Read(false, 1_000_000, Answer::json);
      case "/start" ->
          new Service.Read(false, 100, Answer::json, b -> Answer.json(Arrays.copyOf(b, 5)));
      case "/wait" -> {
        asked.countDown();
        mayAnswer.await();
        yield new Service.Answered(Answer.text(200, "waited"));
      }
      default -> throw new IllegalStateException("fault");
    };
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()));
    socket.setSoTimeout((int) LONG.toMillis());
    return socket;
  }

  private static String request(String headers, String body) {
    return "POST /echo?timeout=10s HTTP/1.1\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(body.length(), headers, body);
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(Socket client) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      text.append((char) client.getInputStream().read());
    }
    return text.toString();
  }

  /** Returns everything until the connection ends; a connection that is reset has no rest. */
  private static String rest(Socket client) throws IOException {
    try {
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException e) {
      return "";
    }
  }
}
