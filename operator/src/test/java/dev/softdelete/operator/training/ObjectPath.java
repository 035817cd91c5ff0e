package dev.softdelete.operator.training;

import java.util.List;
import java.util.Optional;

/**
 * The parts of a path of the Kubernetes API.
 *
 * @param root {@code /api/v1} or {@code /apis/<group>/<version>}
 * @param namespace empty for a cluster-scoped object, and for a collection over all namespaces
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record ObjectPath(
    String root, Optional<String> namespace, String plural, String name, String subresource) {

  /** Parses a path; empty when it names no resource, such as a path of discovery. */
  static Optional<ObjectPath> parse(String path) {
    List<String> parts = List.of(path.substring(1).split("/"));
    int rootLength = parts.getFirst().equals("api") ? 2 : 3;
    if (parts.size() <= rootLength) {
      return Optional.empty();
    }
    String root = "/" + String.join("/", parts.subList(0, rootLength));
    List<String> rest = parts.subList(rootLength, parts.size());
    if (rest.getFirst().equals("namespaces") && rest.size() > 2 && !rest.get(2).equals("status")) {
      return Optional.of(of(root, Optional.of(rest.get(1)), rest.subList(2, rest.size())));
    }
    return Optional.of(of(root, Optional.empty(), rest));
  }

  private static ObjectPath of(String root, Optional<String> namespace, List<String> rest) {
    return new ObjectPath(
        root,
        namespace,
        rest.getFirst(),
        rest.size() > 1 ? rest.get(1) : "",
        rest.size() > 2 ? rest.get(2) : "");
  }

  String apiVersion() {
    return root.replaceFirst("^/apis?/", "");
  }

  ObjectPath named(String objectName) {
    return new ObjectPath(root, namespace, plural, objectName, "");
  }

  /** Whether a list of this collection contains the object that is stored at the path. */
  boolean lists(ObjectPath stored) {
    return root.equals(stored.root)
        && plural.equals(stored.plural)
        && (namespace.isEmpty() || namespace.equals(stored.namespace));
  }
}
