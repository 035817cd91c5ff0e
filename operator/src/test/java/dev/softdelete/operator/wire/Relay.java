package dev.softdelete.operator.wire;

import dev.softdelete.operator.wire.Answer.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forwards connections to a server over HTTP/1.1, records the requests, and cuts some connections.
 */
final class Relay implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile("^((?:GET|POST|PUT|PATCH|DELETE) \\S+) HTTP/1\\.1\r\n");

  private final InetAddress here = InetAddress.getLoopbackAddress();
  private final int target;
  private final ServerSocket listener;
  private final Map<String, Queue<Cut>> planned = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Relay(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, here);
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Plans the cut for the next request of this kind. */
  void plan(String request, Cut cut) {
    planned.computeIfAbsent(request, r -> new ConcurrentLinkedQueue<>()).add(cut);
  }

  /** Returns the requests in the order in which they were sent, including those that were cut. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  void reset() {
    planned.clear();
    requests.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var connection = new Connection(listener.accept(), new Socket(here, target));
        Thread.startVirtualThread(() -> connection.pump(connection.client, connection::request));
        Thread.startVirtualThread(() -> connection.pump(connection.server, connection::answer));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** Receives the bytes that have arrived. */
  private interface Sink {
    /** Takes the bytes, and returns whether the connection continues. */
    boolean take(byte[] bytes, int length) throws IOException;
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile Cut cut = Cut.NOWHERE;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Sink to) {
      byte[] buffer = new byte[1 << 16];
      try (client;
          server) {
        InputStream in = from.getInputStream();
        int length = in.read(buffer);
        while (length >= 0 && to.take(buffer, length)) {
          length = in.read(buffer);
        }
      } catch (IOException e) {
        // One of the two sides has closed the connection.
      }
    }

    /**
     * Forwards a request. The head of a request is always sent at once, and no body begins like a
     * head.
     */
    boolean request(byte[] bytes, int length) throws IOException {
      Matcher head = REQUEST.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
      if (head.find()) {
        requests.add(head.group(1));
        Queue<Cut> cuts = planned.getOrDefault(head.group(1), new ConcurrentLinkedQueue<>());
        Cut next = cuts.poll();
        cut = next == null ? Cut.NOWHERE : next;
      }
      if (cut != Cut.BEFORE) {
        write(server, bytes, length);
      }
      return cut != Cut.BEFORE;
    }

    boolean answer(byte[] bytes, int length) throws IOException {
      switch (cut) {
        case NOWHERE -> write(client, bytes, length);
        case WITHIN -> write(client, bytes, length - 1);
        case BEFORE, AFTER -> {}
      }
      return cut == Cut.NOWHERE;
    }

    private static void write(Socket to, byte[] bytes, int length) throws IOException {
      OutputStream out = to.getOutputStream();
      out.write(bytes, 0, length);
      out.flush();
    }
  }
}
