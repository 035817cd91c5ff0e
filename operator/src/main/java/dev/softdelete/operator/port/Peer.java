package dev.softdelete.operator.port;

import java.net.InetAddress;

/** The other end of a connection. */
interface Peer {
  InetAddress address();

  /** Ends the connection at once. */
  void close();

  /** Refuses the request that is being received, because there is no memory for it. */
  void giveUp();

  /** Reads on, or lets the peer wait. */
  void reading(boolean on);
}
