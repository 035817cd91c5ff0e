package dev.softdelete.e2e.webhook;

import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Behaves like a Service: a connection goes to any replica that accepts it. */
public final class FrontDoor implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile List<OperatorProcess> replicas = List.of();

  public FrontDoor() throws IOException {
    Thread.startVirtualThread(this::accept);
  }

  public URI url() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort());
  }

  /**
   * Sets the replicas. Closes the open connections, so that these clients change to the replicas
   * too.
   */
  public void leadsTo(OperatorProcess... processes) throws IOException {
    replicas = List.of(processes);
    for (Socket connection : open) {
      connection.close();
    }
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
        Socket server = connect()) {
      open.add(client);
      Thread answers = Thread.startVirtualThread(() -> copy(server, client));
      copy(client, server);
      answers.join();
    } catch (IOException e) {
      // The client sees its connection end, as with a Service without endpoints.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private Socket connect() throws IOException {
    List<OperatorProcess> order = new ArrayList<>(replicas);
    Collections.shuffle(order);
    for (OperatorProcess replica : order) {
      Optional<Socket> connection =
          replica.alive() ? connect(replica.webhookPort()) : Optional.empty();
      if (connection.isPresent()) {
        return connection.get();
      }
    }
    throw new IOException("nobody is there");
  }

  /** Connects to a replica. Returns empty if the replica is starting and does not listen yet. */
  private static Optional<Socket> connect(int port) throws IOException {
    try {
      return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (ConnectException e) {
      return Optional.empty();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // Either side may close its connection at any time. The other side is then closed too.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
