package dev.softdelete.operator.port;

import java.time.Duration;

/**
 * What a port gives to its callers.
 *
 * @param strangers the room of callers that are not known, or not yet
 * @param known the room of callers that have shown that they are known
 * @param introduction how long a stranger may take for the TLS handshake and the head of its
 *     request together, and then for the body
 * @param request how long a known caller may take for the body of its request
 * @param work how long the answer may take
 * @param idle how long a connection is kept between two requests
 */
public record Limits(
    Room strangers,
    Room known,
    Duration introduction,
    Duration request,
    Duration work,
    Duration idle) {

  /**
   * The room of one group of callers.
   *
   * @param connections the number of open connections
   * @param bodyBytes the size of all request bodies that are in memory at the same time; the body
   *     that was begun first, and small ones, may exceed it
   */
  public record Room(int connections, long bodyBytes) {}

  /** How long a peer may take to read its last answer, and to close the connection. */
  static final Duration LINGER = Duration.ofSeconds(5);

  /** The size of a body that is read even if all bodies together are too large. */
  static final int SMALL_BODY = 16 * 1024;

  /** How long a body may take if all bodies together are too large. */
  static final Duration SLOW_BODY = Duration.ofMillis(500);

  /** The length of the request line: the longest path is much shorter. */
  static final int REQUEST_LINE = 2 * 1024;

  /** The size of all headers. */
  static final int HEADERS = 8 * 1024;

  /** The size of what is read from a connection before the next one gets its turn. */
  static final int READ = 16 * 1024;
}
