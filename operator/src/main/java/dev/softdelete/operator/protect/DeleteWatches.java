package dev.softdelete.operator.protect;

import dev.softdelete.operator.kube.ResourceType;
import java.util.Set;

/** The watches that find deleted objects for their capture. They are told which kinds to watch. */
public interface DeleteWatches {

  /** Sets the kinds that the policy covers from now on. An empty set ends its coverage. */
  void cover(String policy, Set<ResourceType> types);
}
