package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/** One object of the cluster, by where it is. */
public record ObjectKey(ResourceType type, Optional<String> namespace, String name) {

  public String path() {
    return type.path(namespace, name);
  }

  @Override
  public String toString() {
    return type.groupResource() + " " + namespace.map(n -> n + "/").orElse("") + name;
  }
}
