package dev.softdelete.operator.requester.kind;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Decides whether a person, a declarative tool or a controller asks. The first rule that applies
 * decides. ControllerCondition expresses the same rules in CEL, as far as CEL can.
 */
public final class RequesterDecision {
  /** Each owner takes a look-up, and an object may name thousands. */
  private static final int MOST_OWNERS = 10;

  private RequesterDecision() {}

  /**
   * Returns the kind of requester of a create.
   *
   * @param lives whether an owner exists with the UID of the reference
   */
  public static RequesterKind ofCreate(
      RequesterLists lists, Creation create, Predicate<OwnerReference> lives) {
    if (some(create).filter(OwnerReference::controller).anyMatch(lives)) {
      return RequesterKind.CONTROLLER;
    }
    return of(lists, create, ToolMark.names(create.object()), lives);
  }

  /**
   * Returns the kind of requester of an update. People update what belongs to a controller, so an
   * owner says nothing about them. A mark of a tool counts only if this update writes it, because
   * it stays on the object whoever updates it.
   *
   * @param update the update, with the object as it is to become
   * @param before the object as it was
   */
  public static RequesterKind ofUpdate(
      RequesterLists lists, Creation update, KubeObject before, Predicate<OwnerReference> lives) {
    boolean marked =
        ToolMark.names(update.object())
            && ToolMark.ANNOTATIONS.stream()
                .anyMatch(
                    a ->
                        !Objects.equals(
                            update.object().annotations().get(a), before.annotations().get(a)));
    return of(lists, update, marked, lives);
  }

  /**
   * A program that names a live owner works for that owner, also if it does not call the owner its
   * controller, and also if it is a controller with the field manager of a tool.
   */
  private static RequesterKind of(
      RequesterLists lists, Creation write, boolean marked, Predicate<OwnerReference> lives) {
    if (marked) {
      return RequesterKind.TOOL;
    }
    RequesterKind byUser = ofUser(lists, write.user());
    if (byUser == RequesterKind.CONTROLLER && some(write).anyMatch(lives)) {
      return RequesterKind.CONTROLLER;
    }
    return write.fieldManager().filter(lists::isTool).isPresent() ? RequesterKind.TOOL : byUser;
  }

  private static Stream<OwnerReference> some(Creation write) {
    return write.object().owners().stream().limit(MOST_OWNERS);
  }

  /**
   * Returns the kind of requester of any write, by the user, by the field manager that the request
   * names, and by those whose entries are new or have a new time. The API server writes no entries
   * for an object that was created without any field. The marks on the object are not asked,
   * because they may be copied.
   *
   * @param named the field manager that the request names
   * @param before the object before the write; empty for a create
   */
  public static RequesterKind ofWrite(
      RequesterLists lists,
      Requester user,
      Optional<String> named,
      KubeObject object,
      Optional<KubeObject> before) {
    RequesterKind kind = ofUser(lists, user);
    Set<List<String>> old = before.map(b -> entries(b)).orElse(Set.of());
    boolean byATool =
        named.filter(lists::isTool).isPresent()
            || entries(object).stream()
                .anyMatch(e -> lists.isTool(e.getFirst()) && !old.contains(e));
    return kind == RequesterKind.CONTROLLER && byATool ? RequesterKind.TOOL : kind;
  }

  /** Returns the manager, the operation and the time of each entry. */
  private static Set<List<String>> entries(KubeObject object) {
    return StreamSupport.stream(object.metadata().path("managedFields").spliterator(), false)
        .map(e -> Stream.of("manager", "operation", "time").map(f -> e.path(f).asText()).toList())
        .collect(Collectors.toSet());
  }

  /**
   * Returns the kind of requester by the user alone, which is all that is known of a request that
   * does not write, such as a delete. Tools are not recognized by their user.
   */
  public static RequesterKind ofUser(RequesterLists lists, Requester user) {
    return isProgram(lists, user) && !lists.isPerson(user.username())
        ? RequesterKind.CONTROLLER
        : RequesterKind.PERSON;
  }

  /**
   * Whether the user is a program, also one that stands for people. Nobody reads at once what is
   * refused to a program.
   */
  public static boolean isProgram(RequesterLists lists, Requester user) {
    String name = user.username();
    return name.startsWith(SystemRequesters.SERVICE_ACCOUNT)
        || SystemRequesters.USERS.contains(name)
        || (user.groups() != null && user.groups().contains(SystemRequesters.NODES))
        || lists.isController(user);
  }
}
