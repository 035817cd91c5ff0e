package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.policy.Usage;
import java.util.List;
import java.util.Optional;

/**
 * Finds records by the UID of the deleted object. The index follows a watch and may lag slightly
 * behind the API server.
 */
public interface RecordIndex {
  Optional<DeletedResource> ofUid(String uid);

  /** Returns the record whose restore has created the object with the UID. */
  Optional<DeletedResource> restoredAs(String uid);

  /**
   * Returns the records that count in the limits for a namespace.
   *
   * @param namespace the namespace; empty for cluster-scoped objects
   */
  List<DeletedResource> counted(Optional<String> namespace);

  /** Returns what a record uses, with its snapshot and its volume. */
  Usage usage(DeletedResource record);

  /**
   * Waits until the index contains the record of the deletion, or returns without it after a short
   * time. Another user may take the name of a released object immediately, and the answer to that
   * create is looked up here.
   */
  void await(String uid);
}
