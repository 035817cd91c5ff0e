package dev.softdelete.operator.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import java.util.List;

/** Members of a group, as messages speak of them. */
public final class Members {
  private static final int NAMED = 10;

  private Members() {}

  /** Kind and name, with the namespace that it was in. */
  public static String name(DeletedResource member) {
    ResourceIdentity deleted = member.getSpec().resource();
    return deleted.kind()
        + " "
        + (deleted.namespace() == null ? "" : deleted.namespace() + "/")
        + deleted.name();
  }

  /** The first ten, and how many more there are. */
  public static String list(List<String> all) {
    String first = String.join("; ", all.stream().limit(NAMED).toList());
    return all.size() > NAMED ? first + "; and %d more".formatted(all.size() - NAMED) : first;
  }
}
