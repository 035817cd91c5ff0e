package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import java.util.List;
import java.util.Optional;

/** Finds the records of a name in an index in memory. */
public interface DeletedNames {

  /**
   * Returns the records, in any state.
   *
   * @param group the API group, "" for the core group
   */
  List<DeletedResource> of(String group, String resource, Optional<String> namespace, String name);
}
