package dev.softdelete.operator.restore.group;

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
 * Checks whether the requester of the root's restore may restore a member. Admission policies check
 * the user who annotates a record, but no user annotates the record of a member.
 */
final class GroupRights {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private record Question(
      Requester requester, String verb, ResourceType type, Optional<String> namespace) {}

  private final SubjectAccess access;

  /**
   * The answers for all objects of a kind in a namespace. Many members need the same permission:
   * for a requester who may restore every record of a namespace, one check is enough.
   */
  private final Cache<Question, Boolean> allowedForAll =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

  GroupRights(ApiServer api) {
    this.access = new SubjectAccess(api);
  }

  /**
   * Returns why the requester may not restore the member, if so.
   *
   * @param target the namespace into which the member is restored
   */
  Optional<String> objection(DeletedResource member, Requester requester, Optional<String> target) {
    var metadata = member.getMetadata();
    ResourceIdentity deleted = member.getSpec().resource();
    if (!allowed(
        new Question(
            requester,
            "restore",
            ResourceType.DELETED_RESOURCES,
            Optional.of(metadata.getNamespace())),
        metadata.getName())) {
      return Optional.of(
          "%s may not restore it: this takes the verb \"restore\" on %s in namespace %s"
              .formatted(
                  requester.username(),
                  ResourceType.DELETED_RESOURCES.groupResource(),
                  metadata.getNamespace()));
    }
    Optional<String> source = Optional.ofNullable(deleted.namespace());
    ResourceType type = ResourceType.of(deleted);
    if (!Objects.equals(source, target)
        && !allowed(new Question(requester, "get", type, source), deleted.name())) {
      return Optional.of(
          "%s may not restore it into another namespace: this takes the permission to get %s in namespace %s"
              .formatted(requester.username(), type.groupResource(), source.orElse("")));
    }
    return Optional.empty();
  }

  private boolean allowed(Question question, String name) {
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
