package dev.softdelete.operator.requester.kind;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.OwnerReference;
import java.util.function.Predicate;

/**
 * Decides whether a person, a declarative tool or a controller asks. The first rule that applies
 * decides. ControllerCondition expresses the same rules in CEL, as far as CEL can.
 */
public final class RequesterDecision {
  private RequesterDecision() {}

  /**
   * Returns the kind of requester of a create.
   *
   * @param lives whether an owner exists with the UID of the reference
   */
  public static RequesterKind ofCreate(
      RequesterLists lists, Creation create, Predicate<OwnerReference> lives) {
    if (create.object().owners().stream().filter(OwnerReference::controller).anyMatch(lives)) {
      return RequesterKind.CONTROLLER;
    }
    if (create.fieldManager().filter(lists::isTool).isPresent()
        || ToolMark.names(create.object())) {
      return RequesterKind.TOOL;
    }
    return ofUser(lists, create.user());
  }

  /**
   * Returns the kind of requester by the user alone, which is all that is known of a request that
   * does not create, such as a delete. Tools are not recognized by their user.
   */
  public static RequesterKind ofUser(RequesterLists lists, Requester user) {
    String name = user.username();
    if (lists.isPerson(name)) {
      return RequesterKind.PERSON;
    }
    boolean program =
        name.startsWith(SystemRequesters.SERVICE_ACCOUNT)
            || SystemRequesters.USERS.contains(name)
            || (user.groups() != null && user.groups().contains(SystemRequesters.NODES));
    return program ? RequesterKind.CONTROLLER : RequesterKind.PERSON;
  }
}
