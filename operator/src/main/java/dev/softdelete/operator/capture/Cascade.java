package dev.softdelete.operator.capture;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;

/** Decides whether the deletion of one object can cause the deletion of another. */
public final class Cascade {
  private static final String DEFINITIONS = "customresourcedefinitions";

  private Cascade() {}

  /**
   * Whether the deleted object is the namespace or the definition of the other object. Unlike
   * owners, these cannot be chosen by the user who writes the object.
   */
  public static boolean itsOwn(ResourceIdentity deleted, ResourceIdentity object) {
    return deleted.uid().equals(object.namespaceUid()) || defines(deleted, object);
  }

  /**
   * Whether the deleted object can own objects in a namespace. The garbage collector ignores owners
   * in other namespaces.
   *
   * @param namespace the namespace of the dependent; null if it is cluster-scoped
   */
  public static boolean canOwn(ResourceIdentity deleted, String namespace) {
    return deleted.namespace() == null || deleted.namespace().equals(namespace);
  }

  private static boolean defines(ResourceIdentity deleted, ResourceIdentity object) {
    return deleted.resource().equals(DEFINITIONS)
        && deleted
            .name()
            .equals(object.resource() + "." + GroupVersion.of(object.apiVersion()).group());
  }
}
