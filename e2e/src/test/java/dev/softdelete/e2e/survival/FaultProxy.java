package dev.softdelete.e2e.survival;

import dev.softdelete.controlplane.ControlPlane;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A proxy between the operator and the API server that injects faults. It speaks plain HTTP to the
 * operator, with one request per connection, and passes streams through. It runs as long as the JVM
 * of the tests.
 */
final class FaultProxy {
  private static final Set<String> NOT_FORWARDED =
      Set.of("connection", "http2-settings", "keep-alive");

  private final URI apiServer;
  private final SSLSocketFactory tls;
  private final ServerSocket listener;
  private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;
  private volatile Duration skew = Duration.ZERO;

  FaultProxy(ControlPlane controlPlane) throws IOException {
    this.apiServer = controlPlane.apiServerUri();
    this.tls = trusting(controlPlane.caCertificatePem());
    this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  /** Returns a kubeconfig with the same credentials that points to the proxy. */
  Path kubeconfig(Path direct) throws IOException {
    String text =
        Files.readString(direct)
            .replaceAll(
                "server: .*",
                "server: http://"
                    + listener.getInetAddress().getHostAddress()
                    + ":"
                    + listener.getLocalPort())
            .replaceAll("certificate-authority-data: .*", "");
    return Files.writeString(Files.createTempFile("proxied", ".kubeconfig"), text);
  }

  void fault(Fault next) {
    fault = next;
  }

  /** Sets how far ahead the API server's clock appears to be. */
  void skew(Duration ahead) {
    skew = ahead;
  }

  /** Cuts every watch that is open now, and returns their number. */
  int cutWatches() throws IOException {
    int cut = 0;
    for (Socket watch : watches) {
      watch.close();
      cut++;
    }
    return cut;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = tls.createSocket(apiServer.getHost(), apiServer.getPort())) {
      String head = head(client.getInputStream());
      String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", -1);
      var request = new ProxiedRequest(line[0], line[1]);
      boolean watch = request.target().contains("watch=true");
      if (watch) {
        watches.add(client);
      }
      Fault now = fault;
      var refusal = now.refusal(request);
      if (refusal.isPresent()) {
        refuse(client, head, refusal.get());
      } else if (now.forwards(request)) {
        forward(client, server, head, now, request);
      }
    } catch (IOException e) {
      // One side has closed its connection. The other side notices it, because its connection ends
      // too.
      return;
    } finally {
      watches.remove(client);
    }
  }

  private void forward(Socket client, Socket server, String head, Fault now, ProxiedRequest request)
      throws IOException {
    boolean upgrade = head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
    server.getOutputStream().write(bytes(requestHead(head, upgrade)));
    Thread.startVirtualThread(() -> pump(client, server));
    if (!request.write()) {
      client.getOutputStream().write(bytes(responseHead(head(server.getInputStream()))));
      copy(server.getInputStream(), client.getOutputStream());
      return;
    }
    String answerHead = responseHead(head(server.getInputStream()));
    byte[] answer = server.getInputStream().readAllBytes();
    if (now.relays(request)) {
      client.getOutputStream().write(bytes(answerHead));
      client.getOutputStream().write(answer);
    }
  }

  private static void refuse(Socket client, String head, String status) throws IOException {
    skipBody(client.getInputStream(), head);
    client
        .getOutputStream()
        .write(
            bytes(
                "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\nContent-Length: "
                    + bytes(status).length
                    + "\r\n\r\n"
                    + status));
  }

  private static void skipBody(InputStream in, String head) throws IOException {
    for (String header : head.lines().filter(l -> !l.isEmpty()).toList()) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        in.readNBytes(Integer.parseInt(header.substring(15).trim()));
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      copy(from.getInputStream(), to.getOutputStream());
    } catch (IOException e) {
      close(to);
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      to.write(buffer, 0, n);
      to.flush();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String requestHead(String head, boolean upgrade) {
    var kept = new StringBuilder();
    for (String line : head.lines().filter(l -> !l.isEmpty()).toList()) {
      String name = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
      boolean http2 = name.equals("upgrade") && !upgrade;
      if (!NOT_FORWARDED.contains(name) && !http2) {
        kept.append(line).append("\r\n");
      }
    }
    return kept + "Connection: " + (upgrade ? "Upgrade" : "close") + "\r\n\r\n";
  }

  private String responseHead(String head) {
    if (skew.isZero()) {
      return head;
    }
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(skew));
    return head.replaceAll("(?m)^Date: .*$", "Date: " + date);
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int end = 0;
    while (end < 4) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      head.write(b);
      end = b == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : b == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static SSLSocketFactory trusting(String caPem) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes(caPem))));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
