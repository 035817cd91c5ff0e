package dev.softdelete.operator.strangers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Many connections, which are kept open as long as the server does. */
final class Crowd implements AutoCloseable {
  private static final int AT_A_TIME = 8;
  private static final int ADDRESSES = 4;
  private static final int IMPATIENCE = 5_000;

  private final int port;
  private final SSLContext tls;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  Crowd(int port, SSLContext tls) {
    this.port = port;
    this.tls = tls;
  }

  /** Opens connections from several addresses, the first of which honest callers use too. */
  void gather(int count, Deed deed) {
    byte[] hello = clientHello();
    try (ExecutorService hands = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (int i = 0; i < count; i++) {
        String from = "127.0.0." + (1 + i % ADDRESSES);
        hands.execute(() -> come(from, deed, hello));
      }
    }
  }

  private void come(String from, Deed deed, byte[] hello) {
    try {
      Socket socket = new Socket();
      open.add(socket);
      socket.setSoTimeout(IMPATIENCE);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), IMPATIENCE);
      if (deed.handshake()) {
        SSLSocket secure =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, "127.0.0.1", port, true);
        open.add(secure);
        secure.getOutputStream().write(deed.text());
      } else {
        socket.getOutputStream().write(deed.tls() ? hello : deed.text());
      }
    } catch (IOException e) {
      // The server may close any of these connections at any time.
      return;
    }
  }

  /** Returns the first message of a TLS client. */
  byte[] clientHello() {
    try {
      SSLEngine engine = tls.createSSLEngine("127.0.0.1", port);
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), hello);
      byte[] bytes = new byte[hello.flip().remaining()];
      hello.get(bytes);
      return bytes;
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }
}
