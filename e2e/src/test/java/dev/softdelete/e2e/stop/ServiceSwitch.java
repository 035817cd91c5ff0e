package dev.softdelete.e2e.stop;

import dev.softdelete.e2e.OperatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Behaves like a Service: a new connection goes to one of the replicas that were ready a moment
 * ago. An open connection stays with its replica, even if that replica becomes unready.
 */
final class ServiceSwitch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** The time that a slow cluster needs from a Pod's readiness to the rules of the last node. */
  private static final Duration FOLLOWED_AFTER = Duration.ofSeconds(6);

  private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final List<OperatorProcess> pods = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private volatile List<OperatorProcess> endpoints = List.of();

  ServiceSwitch() throws IOException {
    Thread.startVirtualThread(this::accept);
    var _ = timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort());
  }

  void select(OperatorProcess pod) {
    pods.add(pod);
  }

  /** Whether new connections go to this replica. */
  boolean leadsTo(OperatorProcess pod) {
    return endpoints.contains(pod);
  }

  private void look() {
    List<OperatorProcess> ready =
        pods.stream().filter(OperatorProcess::alive).filter(OperatorProcess::ready).toList();
    var _ =
        timer.schedule(
            () -> {
              endpoints = ready;
            },
            FOLLOWED_AFTER.toMillis(),
            TimeUnit.MILLISECONDS);
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
      Thread answers = Thread.startVirtualThread(() -> copy(server, client));
      copy(client, server);
      answers.join();
    } catch (IOException e) {
      // The client sees its connection end, as with a Service without endpoints.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException {
    List<OperatorProcess> order = new ArrayList<>(endpoints);
    Collections.shuffle(order);
    if (order.isEmpty()) {
      throw new IOException("no endpoints");
    }
    return new Socket(InetAddress.getLoopbackAddress(), order.getFirst().webhookPort());
  }

  /** Copies one direction and passes its end on. The other direction continues. */
  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is closed in any case.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    listener.close();
  }
}
