package dev.softdelete.operator.restore.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks who may restore what, where no annotation on the record does. The chart's admission policy
 * checks the user who annotates a record, by the same rule: the verb {@code restore} on the record,
 * and {@code get} on the deleted object if the requester sees it at a place where they could not
 * read it before.
 */
public final class RestoreAuthorization {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private record Question(
      Requester requester, String verb, ResourceType type, Optional<String> namespace) {}

  private final SubjectAccess access;

  /**
   * The answers for all objects of a kind in a namespace. Many members of a group need the same
   * right: for a requester who may restore every record of a namespace, one check is enough.
   */
  private final Cache<Question, Boolean> allowedForAll =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  public RestoreAuthorization(ApiServer api) {
    this.access = new SubjectAccess(api);
  }

  /**
   * Returns why the requester of the root's restore may not restore a member, if so.
   *
   * @param target the namespace into which the member is restored
   */
  public Optional<String> objectionToMember(
      DeletedResource member, Requester requester, Optional<String> target) {
    ResourceIdentity deleted = member.getSpec().resource();
    if (!remembered(mayRestore(requester, member), member.getMetadata().getName())) {
      return Optional.of(requester.username() + " may not restore it: " + takesRestore(member));
    }
    Question get = mayRead(requester, deleted);
    if (!Objects.equals(get.namespace(), target) && !remembered(get, deleted.name())) {
      return Optional.of(
          "%s may not restore it into another namespace: this takes the permission to get %s in namespace %s"
              .formatted(
                  requester.username(), get.type().groupResource(), get.namespace().orElse("")));
    }
    return Optional.empty();
  }

  /**
   * Returns why the requester may not restore the object by a create, if so. The answer to a create
   * contains the object, so the requester needs the right to read it.
   */
  public Optional<String> objectionToCreate(DeletedResource record, Requester requester) {
    ResourceIdentity deleted = record.getSpec().resource();
    String what = "%s '%s'".formatted(deleted.kind(), deleted.name());
    if (!ask(mayRestore(requester, record), record.getMetadata().getName())) {
      return Optional.of(
          "%s may not restore the deleted %s: %s"
              .formatted(requester.username(), what, takesRestore(record)));
    }
    Question get = mayRead(requester, deleted);
    if (!ask(get, deleted.name())) {
      return Optional.of(
          "%s may not restore the deleted %s by a create: this takes the permission to get %s"
              .formatted(requester.username(), what, get.type().groupResource()));
    }
    return Optional.empty();
  }

  /** Whether the requester may apply a manifest on top of the restored object. */
  public boolean mayApply(DeletedResource record, Requester requester) {
    ResourceIdentity deleted = record.getSpec().resource();
    return ask(of(requester, "patch", deleted), deleted.name());
  }

  private static String takesRestore(DeletedResource record) {
    return "this takes the verb \"restore\" on %s in namespace %s"
        .formatted(
            ResourceType.DELETED_RESOURCES.groupResource(), record.getMetadata().getNamespace());
  }

  private static Question mayRestore(Requester requester, DeletedResource record) {
    return new Question(
        requester,
        "restore",
        ResourceType.DELETED_RESOURCES,
        Optional.of(record.getMetadata().getNamespace()));
  }

  private static Question mayRead(Requester requester, ResourceIdentity deleted) {
    return of(requester, "get", deleted);
  }

  private static Question of(Requester requester, String verb, ResourceIdentity deleted) {
    return new Question(
        requester, verb, ResourceType.of(deleted), Optional.ofNullable(deleted.namespace()));
  }

  private boolean remembered(Question question, String name) {
    Boolean known = allowedForAll.getIfPresent(question);
    if (known == null) {
      known = ask(question, "");
      allowedForAll.put(question, known);
    }
    return known || ask(question, name);
  }

  private boolean ask(Question question, String name) {
    return access.allowed(
        question.requester(), question.verb(), question.type(), question.namespace(), name);
  }
}
