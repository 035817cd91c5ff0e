package dev.softdelete.operator.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
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

  /** The first byte of a server's part of a TLS handshake, RFC 8446, section 5.1. */
  private static final int HANDSHAKE_RECORD = 22;

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
  void theHandshakeOfAnApiServerGoesOn() throws IOException {
    server.standStill(true);
    try (Socket apiServer = connect(server.webhookPort());
        var crowd = new Crowd(server.webhookPort(), TLS)) {
      apiServer.getOutputStream().write(crowd.clientHello());
      crowd.gather(STRANGERS, Deed.HALF_A_HANDSHAKE);

      server.standStill(false);

      assertThat(apiServer.getInputStream().read()).isEqualTo(HANDSHAKE_RECORD);
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
