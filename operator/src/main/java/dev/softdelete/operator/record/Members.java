package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import java.util.List;

/** Describes members of a group in messages. */
public final class Members {
  private static final int NAMED = 10;

  private Members() {}

  /** Returns the kind and the name of a member, with its original namespace. */
  public static String name(DeletedResource member) {
    ResourceIdentity deleted = member.getSpec().resource();
    return deleted.kind()
        + " "
        + (deleted.namespace() == null ? "" : deleted.namespace() + "/")
        + deleted.name();
  }

  /** Returns the first ten texts and the number of the remaining ones. */
  public static String list(List<String> all) {
    String first = String.join("; ", all.stream().limit(NAMED).toList());
    return all.size() > NAMED ? first + "; and %d more".formatted(all.size() - NAMED) : first;
  }
}
