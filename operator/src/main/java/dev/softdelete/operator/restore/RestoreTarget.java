package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where, and under which name, a deleted object is to come back.
 *
 * @param adopting whether what depended on it still runs there, and is to belong to it again
 */
public record RestoreTarget(Optional<String> namespace, String name, boolean adopting) {
  /** RBAC's have hardly a rule but this one; the API server knows that of the kind. */
  private static final Pattern NAME = Pattern.compile("[^/%]{1,253}", Pattern.DOTALL);

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  public static RestoreTarget of(DeletedResource record) {
    Map<String, String> annotations =
        Optional.ofNullable(record.getMetadata().getAnnotations()).orElse(Map.of());
    ResourceIdentity deleted = record.getSpec().resource();
    Optional<String> source = Optional.ofNullable(deleted.namespace());
    Optional<String> namespace =
        source.map(n -> annotations.getOrDefault(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, n));
    return new RestoreTarget(
        namespace,
        annotations.getOrDefault(SoftDelete.RESTORE_AS_ANNOTATION, deleted.name()),
        held(record) && namespace.equals(source));
  }

  /**
   * The same, of what can be a name at all: a path is made of it, and the operator's own rights
   * look there.
   *
   * @throws RestoreFailedException when it cannot
   */
  static RestoreTarget checked(DeletedResource record) {
    fault(record)
        .ifPresent(
            why -> {
              throw new RestoreFailedException(
                  new RestoreFailure(RestoreFailure.Reason.Invalid, why, false));
            });
    return of(record);
  }

  /** Why nothing can ever be there, if so. */
  static Optional<String> fault(DeletedResource record) {
    RestoreTarget target = of(record);
    if (!target.name().equals(record.getSpec().resource().name()) && !isName(target.name())) {
      return Optional.of(noName(SoftDelete.RESTORE_AS_ANNOTATION, target.name()));
    }
    return target
        .namespace()
        .filter(n -> !NAMESPACE.matcher(n).matches())
        .map(n -> noName(SoftDelete.RESTORE_NAMESPACE_ANNOTATION, n));
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.equals(".") && !text.equals("..");
  }

  private static String noName(String annotation, String value) {
    return annotation + " is '" + PlainText.of(value, 100) + "', which cannot be a name.";
  }

  /** Where it was, whatever the record's annotations ask for. */
  static RestoreTarget inPlace(DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return new RestoreTarget(
        Optional.ofNullable(deleted.namespace()), deleted.name(), held(record));
  }

  private static boolean held(DeletedResource record) {
    return record.getSpec().mode() == Mode.Hold;
  }

  @Override
  public String toString() {
    return namespace.map(n -> n + "/").orElse("") + name;
  }
}
