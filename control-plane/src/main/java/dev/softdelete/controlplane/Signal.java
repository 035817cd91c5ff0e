package dev.softdelete.controlplane;

/** How a server is told to stop. */
public enum Signal {
  /** SIGTERM: it finishes its requests first. */
  TERM,
  /** SIGKILL: it stops between two instructions, as in a crash. */
  KILL
}
