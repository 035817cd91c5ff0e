package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import java.util.List;
import java.util.Optional;

/** Finds the records of a name in an index in memory. */
@FunctionalInterface
public interface DeletedNames {

  /**
   * Returns the records, in any state.
   *
   * @param group the API group, "" for the core group
   */
  List<DeletedResource> of(String group, String resource, Optional<String> namespace, String name);

  /**
   * Returns what had been deleted in a namespace before the namespace; nothing, unless the index
   * knows namespaces.
   *
   * @param namespace the record of the namespace
   * @param as the restored namespace
   */
  default DeletedEarlier deletedBefore(DeletedResource namespace, Optional<RestoredObject> as) {
    return DeletedEarlier.NOTHING;
  }
}
