package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import java.util.Optional;

/** The records by the uid of what was deleted, as a watch has them: it may be a moment behind. */
public interface RecordIndex {
  Optional<DeletedResource> ofUid(String uid);

  /**
   * What is soft-deleted of a namespace.
   *
   * @param namespace empty: of what is cluster-scoped
   */
  Usage usage(Optional<String> namespace);

  /**
   * Returns when the record of that deletion is known, or soon even if not: the name of what is let
   * go may be taken at once, and the answer to that is looked up here.
   */
  void await(String uid);
}
