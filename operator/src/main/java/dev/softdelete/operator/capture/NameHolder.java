package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;

/** Keeps names, and DNS hosts, for their tenants, where the terms of a record ask for it. */
@FunctionalInterface
public interface NameHolder {
  /** For captures after which nobody is left to enforce or to release anything. */
  NameHolder NONE = (record, deleted) -> {};

  /**
   * Returns once nobody else can take them: the object may be let go.
   *
   * @param record as it will be written
   */
  void hold(ObjectNode record, KubeObject deleted);
}
