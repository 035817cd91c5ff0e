package dev.softdelete.controlplane;

/** Somebody else bound a port between our choosing it and the server's binding it. */
final class PortTakenException extends ControlPlaneException {

  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}
