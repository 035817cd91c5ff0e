package dev.softdelete.operator.protect;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a requester may make deletes final. */
public record MayBypass(SubjectAccess access) implements Predicate<Requester> {
  private static final String VERB = "bypass";

  @Override
  public boolean test(Requester requester) {
    return access.allowed(requester, VERB, ResourceType.POLICIES, Optional.empty(), "");
  }
}
