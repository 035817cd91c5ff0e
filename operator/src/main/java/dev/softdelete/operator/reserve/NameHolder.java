package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reserves the names and DNS hosts of deleted objects for their tenants, if the terms of the record
 * require it.
 */
public interface NameHolder {
  /**
   * Reserves nothing. For captures after which no operator remains to enforce or release a
   * reservation.
   */
  NameHolder NONE =
      new NameHolder() {
        @Override
        public void hold(ObjectNode record, KubeObject deleted) {}

        @Override
        public int reserved(Optional<String> namespace, Predicate<String> recorded) {
          return 0;
        }
      };

  /**
   * Reserves the names. When this method returns, no other tenant can take them, so the object may
   * be released.
   *
   * @param record the record as it will be written
   */
  void hold(ObjectNode record, KubeObject deleted);

  /**
   * Returns how many names and hosts of a namespace are reserved, except names that a record counts
   * already.
   *
   * @param recorded whether the object with a UID has a record
   */
  int reserved(Optional<String> namespace, Predicate<String> recorded);

  /** Returns how many hosts are reserved when the object is deleted. */
  static int hosts(ResourceType type, KubeObject object) {
    return (int)
        Hosts.of(type.group(), type.plural(), object.json()).stream()
            .filter(Hosts::reservable)
            .count();
  }
}
