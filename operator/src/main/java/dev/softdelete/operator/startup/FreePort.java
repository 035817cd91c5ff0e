package dev.softdelete.operator.startup;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Checks a port before anything else begins, because a leader that cannot serve would end without
 * giving its lease back.
 */
public final class FreePort {
  private FreePort() {}

  /**
   * Checks that the port can be listened on.
   *
   * @param variable the environment variable that sets the port
   */
  public static void check(String variable, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(port));
    } catch (IOException e) {
      throw taken(variable, port, e);
    }
  }

  /** Opens a server on a port. */
  public interface Opening<T> {
    T open(int port) throws IOException;
  }

  /**
   * Opens the server, or says how to free its port.
   *
   * @param variable the environment variable that sets the port
   */
  public static <T> T serve(String variable, int port, Opening<T> server) {
    try {
      return server.open(port);
    } catch (IOException e) {
      throw taken(variable, port, e);
    }
  }

  private static CannotRunException taken(String variable, int port, IOException why) {
    return new CannotRunException(
        "Port %d cannot be listened on (%s). End what uses it, or set %s to a free port."
            .formatted(port, why.getMessage(), variable),
        why);
  }
}
