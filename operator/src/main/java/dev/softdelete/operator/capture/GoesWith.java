package dev.softdelete.operator.capture;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.GroupVersion;

/** What the deletion of something else takes an object along with. */
public final class GoesWith {
  private static final String DEFINITIONS = "customresourcedefinitions";

  private GoesWith() {}

  /** Its own namespace or its own definition, which nobody chooses for it. */
  public static boolean itsOwn(ResourceIdentity deleted, ResourceIdentity object) {
    return deleted.uid().equals(object.namespaceUid()) || defines(deleted, object);
  }

  /**
   * Whether it could own what is there: the garbage collector knows no owners in other namespaces.
   *
   * @param namespace of the object, null if it is cluster-scoped
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
