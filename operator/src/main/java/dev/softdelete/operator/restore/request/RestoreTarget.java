package dev.softdelete.operator.restore.request;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The namespace and name under which a deleted object is restored.
 *
 * @param adopting whether the dependents of the deleted object still run there, and must belong to
 *     the restored object again
 */
public record RestoreTarget(Optional<String> namespace, String name, boolean adopting) {
  /**
   * The minimal rule for names, which is almost the only rule for RBAC objects. The API server
   * checks the rules of each kind.
   */
  private static final Pattern NAME = Pattern.compile("[^/%]{1,253}", Pattern.DOTALL);

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** Returns the target that the annotations of the record ask for. */
  public static RestoreTarget of(DeletedResource record) {
    Map<String, String> annotations =
        Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
    String namespace = annotations.get(SoftDelete.RESTORE_NAMESPACE_ANNOTATION);
    RestoreTarget inPlace = inPlace(record);
    RestoreTarget target = namespace == null ? inPlace : inPlace.in(namespace);
    String name = annotations.get(SoftDelete.RESTORE_AS_ANNOTATION);
    return name == null ? target : new RestoreTarget(target.namespace(), name, target.adopting());
  }

  /** Returns the original namespace and name, whatever the annotations of the record ask for. */
  public static RestoreTarget inPlace(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return new RestoreTarget(
        Optional.ofNullable(deleted.namespace()),
        deleted.name(),
        // The first restore of a held object adopts its dependents.
        record.getSpec().mode() == Mode.Hold && RecordStep.state(record) != State.RESTORED);
  }

  /** Returns this target, unless it is the place of the deleted object itself. */
  public Optional<RestorePlace> elsewhere(DeletedResource record) {
    RestoreTarget home = inPlace(record);
    return name.equals(home.name()) && namespace.equals(home.namespace())
        ? Optional.empty()
        : Optional.of(place());
  }

  public RestorePlace place() {
    return new RestorePlace(namespace.orElse(null), name);
  }

  /** Returns the same name in a namespace. An object at cluster scope stays there. */
  public RestoreTarget in(String another) {
    return new RestoreTarget(
        namespace.map(n -> another),
        name,
        adopting && namespace.stream().allMatch(another::equals));
  }

  /**
   * Returns this target if its parts can be names at all. A path is built from them, and the
   * operator reads that path with its own rights.
   *
   * @param deleted the object that is restored there
   * @throws RestoreFailedException if a part cannot be a name
   */
  public RestoreTarget checked(ResourceIdentity deleted) {
    fault(deleted)
        .ifPresent(
            why -> {
              throw new RestoreFailedException(
                  new RestoreFailure(RestoreFailure.Reason.Invalid, why, false));
            });
    return this;
  }

  /** Returns why no object can ever exist at the target, or empty if one can. */
  public Optional<String> fault(ResourceIdentity deleted) {
    if (!name.equals(deleted.name()) && !isName(name)) {
      return Optional.of(noName(SoftDelete.RESTORE_AS_ANNOTATION, name));
    }
    return namespace
        .filter(n -> !NAMESPACE.matcher(n).matches())
        .map(n -> noName(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, n));
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.equals(".") && !text.equals("..");
  }

  private static String noName(String annotation, String value) {
    return annotation + " is '" + PlainText.of(value, 100) + "', which cannot be a name.";
  }

  @Override
  public String toString() {
    return namespace.map(n -> n + "/").orElse("") + name;
  }
}
