package dev.softdelete.operator.kube;

import java.util.Objects;
import java.util.Optional;

/**
 * Identifies an object of the cluster by group, resource, namespace and name. Other properties of
 * the type from discovery, such as the version and the verbs, are not part of the key.
 */
public record ObjectKey(ResourceType type, Optional<String> namespace, String name) {
  private static final int LONGEST_SHOWN = 253;

  public String path() {
    return type.path(namespace, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectKey key
        && name.equals(key.name)
        && namespace.equals(key.namespace)
        && type.groupResource().equals(key.type.groupResource());
  }

  @Override
  public int hashCode() {
    return Objects.hash(type.groupResource(), namespace, name);
  }

  /** Returns the key for a log line. A name may be as large as an object, so it is cut. */
  @Override
  public String toString() {
    return type.groupResource()
        + " "
        + namespace.map(n -> n + "/").orElse("")
        + PlainText.cut(name, LONGEST_SHOWN)
        + (name.length() > LONGEST_SHOWN ? "…" : "");
  }
}
