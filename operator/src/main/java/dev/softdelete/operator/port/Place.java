package dev.softdelete.operator.port;

/** A connection's place at a port. */
final class Place {
  /** What the connection is doing. */
  enum State {
    /** The peer has to send something: the handshake, or the rest of a request. */
    RECEIVING,
    /** The answer is computed and sent. Such a connection makes room for nobody. */
    WORKING,
    /** The peer may send another request. */
    IDLE
  }

  Group group;
  State state = State.RECEIVING;
  long since;
  long until;
  long bodyBytes;

  Place(Group group) {
    this.group = group;
  }

  boolean waits() {
    return state != State.WORKING;
  }
}
