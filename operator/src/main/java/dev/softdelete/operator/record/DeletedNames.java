package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import java.util.List;
import java.util.Optional;

/** The records of a name, from an index in memory. */
public interface DeletedNames {

  /**
   * Finds them, in any state.
   *
   * @param group of the API, "" for the core group
   */
  List<DeletedResource> of(String group, String resource, Optional<String> namespace, String name);
}
