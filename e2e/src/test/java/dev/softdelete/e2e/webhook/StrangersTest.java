package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Other clients that reach the port, and even know the secret, do not keep the webhook from
 * answering the API server.
 */
class StrangersTest {
  private final DeletedName deleted = DeletedName.refused();
  private final WebhookCaller caller = WebhookCaller.known();

  @Test
  void slowOnesAndLargeOnesHarmNobody() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      slow.add(slowRequest());
    }
    try (HttpClient client = WebhookCaller.client()) {
      var large = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < 20; i++) {
        large.add(
            client.sendAsync(
                caller.post("/recreate", new byte[6 * 1024 * 1024]),
                HttpResponse.BodyHandlers.ofString()));
      }

      for (int i = 0; i < 10; i++) {
        assertThat(deleted.refuses()).isTrue();
      }
      assertThat(large).allSatisfy(f -> assertThat(f.join().statusCode()).isIn(400, 503));
      assertThat(
              client
                  .send(
                      caller.post("/recreate", new byte[8 * 1024 * 1024]),
                      HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .as("no review, however large")
          .isEqualTo(400);
    }
    for (Socket socket : slow) {
      socket.close();
    }
    assertThat(Cluster.operator().ready()).isTrue();
  }

  /** More connections than the ports have places for, none of which gets beyond its handshake. */
  @Test
  void halfOpenOnesHarmNobody() throws Exception {
    byte[] hello = TlsPeer.clientHello();
    int probes = Cluster.operator().endpoint("/healthz").getPort();
    List<Socket> halfOpen = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      halfOpen.add(new Socket(InetAddress.getLoopbackAddress(), probes));
      halfOpen.add(halfHandshake(hello));
    }

    assertThat(deleted.refuses()).isTrue();
    assertThat(Cluster.operator().health().statusCode()).isEqualTo(200);
    for (Socket socket : halfOpen) {
      socket.close();
    }
    assertThat(deleted.refuses()).isTrue();
  }

  private static Socket halfHandshake(byte[] hello) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), Cluster.operator().webhookPort());
    try {
      socket.getOutputStream().write(hello);
    } catch (SocketException e) {
      // It has made room for another one already.
      return socket;
    }
    return socket;
  }

  private Socket slowRequest() throws Exception {
    Socket socket =
        TlsPeer.trustingAll()
            .getSocketFactory()
            .createSocket("127.0.0.1", Cluster.operator().webhookPort());
    socket
        .getOutputStream()
        .write(
            ("POST " + caller.path("/recreate") + " HTTP/1.1\r\nHost: a\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}
