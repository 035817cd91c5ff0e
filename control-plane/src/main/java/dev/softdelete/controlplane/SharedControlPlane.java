package dev.softdelete.controlplane;

/** One control plane for a whole JVM, such as for all tests of a module. */
public final class SharedControlPlane {

  private static ControlPlane instance;
  private static String failure;

  private SharedControlPlane() {}

  /**
   * Returns the control plane, and starts it at the first call. It ends with the JVM; do not close
   * it.
   *
   * @throws ControlPlaneException if it cannot be started. Every later call fails in the same way,
   *     so that a broken machine costs one wait and not one per test.
   */
  public static synchronized ControlPlane get() {
    if (failure != null) {
      throw new ControlPlaneException("The control plane failed to start before: " + failure);
    }
    if (instance == null) {
      try {
        instance = ControlPlane.start();
      } catch (ControlPlaneException e) {
        failure = e.getMessage();
        throw e;
      }
    }
    return instance;
  }
}
