package dev.softdelete.operator.requester.kind;

import dev.softdelete.operator.kube.KubeObject;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Tells whether somebody has declared an object, by what the object itself shows. */
public final class Declaration {
  private static final String KUBECTL = "kubectl-";

  /** The other field managers of kubectl belong to imperative commands, such as {@code create}. */
  private static final Set<String> DECLARATIVE_KUBECTL =
      Set.of("kubectl-client-side-apply", "kubectl-last-applied");

  private Declaration() {}

  /** Whether a mark names the object itself, or a declarative tool manages fields of it. */
  public static boolean of(RequesterLists lists, KubeObject object) {
    return ToolMark.names(object)
        || StreamSupport.stream(object.metadata().path("managedFields").spliterator(), false)
            .map(entry -> entry.path("manager").asText(""))
            .anyMatch(manager -> lists.isTool(manager) && !imperative(manager));
  }

  private static boolean imperative(String manager) {
    return manager.startsWith(KUBECTL) && !DECLARATIVE_KUBECTL.contains(manager);
  }
}
