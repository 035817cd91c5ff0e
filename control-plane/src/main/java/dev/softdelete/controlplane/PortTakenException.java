package dev.softdelete.controlplane;

/** Another process bound a port after it was chosen and before the server bound it. */
final class PortTakenException extends ControlPlaneException {

  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}
