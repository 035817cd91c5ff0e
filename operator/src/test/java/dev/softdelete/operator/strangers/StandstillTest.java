package dev.softdelete.operator.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The machine has no time for the server for a moment, and meanwhile more strangers connect than
 * the port has room for. The caller that came before them is answered all the same.
 */
class StandstillTest {
  private static final int STRANGERS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final SSLContext TLS = TrustingAll.context();

  private static ServerProcess server;

  @BeforeAll
  static void serve() throws IOException {
    server = new ServerProcess();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theKubeletIsAnswered() throws IOException {
    server.standStill(true);
    try (Socket kubelet = connect(server.probePort());
        var crowd = new Crowd(server.probePort(), TLS)) {
      kubelet
          .getOutputStream()
          .write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      crowd.gather(STRANGERS, Deed.SCRAPES);

      server.standStill(false);

      assertThat(firstLine(kubelet)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void theHandshakeOfAnApiServerIsCompleted() throws IOException {
    server.standStill(true);
    try (Socket socket = connect(server.webhookPort());
        var crowd = new Crowd(server.webhookPort(), TLS)) {
      var apiServer =
          (SSLSocket)
              TLS.getSocketFactory().createSocket(socket, "127.0.0.1", server.webhookPort(), true);
      Thread handshake = Thread.ofPlatform().start(() -> shake(apiServer));
      crowd.gather(STRANGERS, Deed.HALF_A_HANDSHAKE);

      server.standStill(false);

      handshake.join(PATIENCE);
      assertThat(apiServer.getSession().isValid()).as("completed").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void shake(SSLSocket socket) {
    try {
      socket.startHandshake();
    } catch (IOException e) {
      // The session is not valid then.
      return;
    }
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }
}
