package dev.softdelete.operator.protect.admission;

import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.Set;

/** Kinds that a policy covers. */
final class Kinds {
  static final ProtectedKinds NONE = new ProtectedKinds(Set.of(), Set.of(), Set.of(), Set.of());

  /** Two kinds of one API group, one of another, and one that judges changes. */
  static final ProtectedKinds ALL =
      new ProtectedKinds(
          Set.of(
              ResourceType.CONFIG_MAPS,
              ResourceType.SECRETS,
              ResourceType.of("apps", "v1", "deployments", "Deployment", true)),
          Set.of(ResourceType.of("example.com", "v1", "gadgets", "Gadget", true)),
          Set.of(),
          Set.of());

  private Kinds() {}
}
