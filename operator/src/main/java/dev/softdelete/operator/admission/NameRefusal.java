package dev.softdelete.operator.admission;

import dev.softdelete.operator.kube.ResourceType;

/**
 * The refusal of a create whose name is taken, although the API server has no object of that name.
 *
 * <p>The reason is {@code AlreadyExists}, but not for a Namespace. Helm, Argo CD, and scripts with
 * {@code kubectl create namespace || true} ignore {@code AlreadyExists} there, and then fail on the
 * first object in the namespace, with a message that has no way out. They look at the reason alone.
 * To every {@code Conflict} of a server-side apply, kubectl adds advice on {@code
 * --force-conflicts}, which the first sentence of the message corrects.
 */
public final class NameRefusal {
  static final String NO_FIELD_CONFLICT =
      "This is not a field conflict; --force-conflicts does not help. ";

  private NameRefusal() {}

  /**
   * Returns the refusal, with HTTP status 409.
   *
   * @param group the API group of the refused object, "" for the core group
   * @param resource the plural name of its kind
   * @param message says whose name it is, and what to do
   */
  public static AdmissionResponse.Denied of(String group, String resource, String message) {
    return ResourceType.isNamespaces(group, resource)
        ? new AdmissionResponse.Denied(409, "Conflict", NO_FIELD_CONFLICT + message)
        : new AdmissionResponse.Denied(409, "AlreadyExists", message);
  }
}
