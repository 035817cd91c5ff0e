package dev.softdelete.operator.restore.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import dev.softdelete.operator.requester.Login;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks who may restore what. The chart's admission policy checks the user who annotates a record,
 * by the same rule: the verb {@code restore} on the record, and at the source what lets one at the
 * deleted object there, if the requester gets it at another place. That is {@code get} on the
 * object, and for what stands for data also {@code create} on Pods or claims.
 */
public final class RestoreAuthorization {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final ResourceType PODS = ResourceType.of("", "v1", "pods", "Pod", true);

  private static final ResourceType CLAIMS =
      ResourceType.of("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);

  /**
   * The kinds whose objects stand for data that is not in them. The chart's admission policy
   * soft-delete-records has the same list.
   */
  private static final Set<String> STANDS_FOR_DATA =
      Set.of("persistentvolumeclaims", "volumesnapshots.snapshot.storage.k8s.io");

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
    if (!remembered(mayRestore(requester, member), member.getMetadata().getName())) {
      return Optional.of(requester.username() + " may not restore it: " + takesRestore(member));
    }
    return Objects.equals(Optional.ofNullable(member.getSpec().resource().namespace()), target)
        ? Optional.empty()
        : objectionElsewhere(member.getSpec().resource(), requester);
  }

  /**
   * Returns why the requester of the record's own restore may not restore it now, if so. The
   * admission policy has checked the requester when they asked. It is checked again where the
   * create alone, which the API server checks, does not say enough: for another namespace, and for
   * a requester of whom only the user name is known by now.
   */
  public Optional<String> objectionToRequest(RestoreRequest request) {
    Optional<String> target = request.target().namespace();
    return request
        .requester()
        .filter(by -> request.byNameAlone() || request.elsewhere())
        .flatMap(by -> objectionToMember(request.record(), by, target));
  }

  /**
   * Returns why the requester may not delete what lives under the name of the restore, if so. They
   * need the permission for a restore over what lives.
   *
   * @param type the kind as it is served now
   */
  public Optional<String> objectionToDelete(RestoreRequest request, ResourceType type) {
    RestoreTarget target = request.target();
    return request
        .requester()
        .filter(by -> !ask(new Question(by, "delete", type, target.namespace()), target.name()))
        .map(
            by ->
                "%s may not restore over what lives: this takes the permission to delete %s \"%s\"%s"
                    .formatted(
                        by.username(),
                        type.groupResource(),
                        target.name(),
                        target.namespace().map(n -> " in namespace " + n).orElse("")));
  }

  private Optional<String> objectionElsewhere(ResourceIdentity deleted, Requester requester) {
    Question get = mayRead(requester, deleted);
    String source = get.namespace().orElse("");
    if (!remembered(get, deleted.name())) {
      return Optional.of(
          "%s may not restore it into another namespace: this takes the permission to get %s in namespace %s"
              .formatted(requester.username(), get.type().groupResource(), source));
    }
    if (STANDS_FOR_DATA.contains(get.type().groupResource())
        && !mayCreate(requester, PODS, get.namespace())
        && !mayCreate(requester, CLAIMS, get.namespace())) {
      return Optional.of(
          "%s may not restore it into another namespace: its data takes the permission to create pods or persistentvolumeclaims in namespace %s"
              .formatted(requester.username(), source));
    }
    return Optional.empty();
  }

  private boolean mayCreate(Requester requester, ResourceType type, Optional<String> namespace) {
    return remembered(new Question(requester, "create", type, namespace), "");
  }

  /**
   * Returns why the requester may not restore the object by a create, if so. The answer to a create
   * contains the object, so the requester needs the right to read it.
   */
  public Optional<String> objectionToCreate(DeletedResource record, Requester requester) {
    ResourceIdentity deleted = record.getSpec().resource();
    String what = "%s '%s'".formatted(deleted.kind(), deleted.name());
    if (requester.username().isEmpty()) {
      return Optional.of("the request names no user who may restore the deleted " + what);
    }
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
    return known || (!name.isEmpty() && ask(question, name));
  }

  private boolean ask(Question question, String name) {
    return access.allowed(
        asImpersonated(question.requester()),
        question.verb(),
        question.type(),
        question.namespace(),
        name);
  }

  /** Returns the requester with the groups that the API server gives a user name alone. */
  private static Requester asImpersonated(Requester requester) {
    return Login.in(requester)
        ? requester
        : new Requester(requester.username(), null, Login.groupsOf(requester.username()), null);
  }
}
