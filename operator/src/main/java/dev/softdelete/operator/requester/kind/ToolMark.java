package dev.softdelete.operator.requester.kind;

import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;

/**
 * The annotations by which a declarative tool marks an object as its own. They count only if they
 * name the object that bears them, because controllers copy annotations from a parent to its
 * children.
 */
public final class ToolMark {
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  public static final String TRACKING_ID = "argocd.argoproj.io/tracking-id";

  /** The annotations that may be such a mark. */
  public static final List<String> ANNOTATIONS = List.of(LAST_APPLIED, TRACKING_ID);

  private ToolMark() {}

  /** Whether an annotation of the object names the object itself. */
  public static boolean names(KubeObject object) {
    return LastApplied.own(object).isPresent() || tracked(object);
  }

  private static String group(String apiVersion) {
    return GroupVersion.of(apiVersion).group();
  }

  /**
   * Reads {@code application:group/kind:namespace/name}. For a cluster-scoped object, Argo CD
   * writes the namespace of the Application's destination.
   */
  private static boolean tracked(KubeObject object) {
    String[] parts = object.annotations().getOrDefault(TRACKING_ID, "").split(":", 3);
    if (parts.length < 3) {
      return false;
    }
    String kind = group(object.apiVersion()) + "/" + object.kind();
    String place = parts[2].substring(0, Math.max(0, parts[2].indexOf('/')));
    String name = parts[2].substring(parts[2].indexOf('/') + 1);
    return parts[1].equals(kind)
        && name.equals(object.name())
        && object.namespace().filter(namespace -> !namespace.equals(place)).isEmpty();
  }
}
