package dev.softdelete.operator.protect;

import dev.softdelete.operator.kube.ResourceType;
import java.util.Set;

/** Whoever captures what is deleted, told which kinds to watch. */
public interface DeleteWatches {

  /** From now on this is what the policy covers; the empty set ends its coverage. */
  void cover(String policy, Set<ResourceType> types);
}
