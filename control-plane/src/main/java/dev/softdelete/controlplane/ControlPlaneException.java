package dev.softdelete.controlplane;

/** The control plane could not be prepared, started or reached; the message says why. */
public class ControlPlaneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ControlPlaneException(String message) {
    super(message);
  }

  public ControlPlaneException(String message, Throwable cause) {
    super(message, cause);
  }
}
