package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;

/**
 * Reserves the names and DNS hosts of deleted objects for their tenants, if the terms of the record
 * require it.
 */
@FunctionalInterface
public interface NameHolder {
  /**
   * Reserves nothing. For captures after which no operator remains to enforce or release a
   * reservation.
   */
  NameHolder NONE = (record, deleted) -> {};

  /**
   * Reserves the names. When this method returns, no other tenant can take them, so the object may
   * be released.
   *
   * @param record the record as it will be written
   */
  void hold(ObjectNode record, KubeObject deleted);
}
