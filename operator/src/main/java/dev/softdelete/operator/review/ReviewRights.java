package dev.softdelete.operator.review;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import java.util.Optional;

/**
 * Who may read what was deleted: whoever may get the record, and the object where it was. Nothing
 * is remembered, so a right that is taken away counts no longer.
 */
final class ReviewRights {
  /** The length of a name in a message. A name of RBAC may be longer than that. */
  private static final int LONGEST_NAME = 253;

  private final SubjectAccess access;

  ReviewRights(ApiServer api) {
    this.access = new SubjectAccess(api);
  }

  /**
   * A right to get objects.
   *
   * @param namespace the namespace; empty for cluster-scoped objects
   * @param name the name of the object; empty for every object of the type
   */
  record Right(ResourceType type, Optional<String> namespace, String name) {

    /** Returns the right to get a record. */
    static Right ofRecord(String namespace, String record) {
      return new Right(ResourceType.DELETED_RESOURCES, Optional.of(namespace), record);
    }

    /**
     * Returns the right to get what a record says was deleted. The namespace of the object may be
     * gone, and its role bindings with it. The record is in the operator's namespace then, and
     * whoever has created a namespace of the same name since must not read what was in the old one.
     * So the right counts in the namespace of the record, and for every object of the type: the
     * name is that of an object elsewhere.
     */
    static Right ofObject(DeletedResource record) {
      ResourceIdentity deleted = record.getSpec().resource();
      ResourceType type = ResourceType.of(deleted);
      String home = record.getMetadata().getNamespace();
      return deleted.namespace() == null || deleted.namespace().equals(home)
          ? new Right(type, Optional.ofNullable(deleted.namespace()), deleted.name())
          : new Right(type, Optional.of(home), "");
    }

    @Override
    public String toString() {
      return "the verb \"get\" on "
          + type.groupResource()
          + (name.isEmpty() ? "" : " \"" + PlainText.of(name, LONGEST_NAME) + "\"")
          + namespace.map(n -> " in namespace " + n).orElse("");
    }
  }

  /** Returns why the user may not get the record, if so. */
  Optional<ReviewRefusal> objectionToRecord(ReviewQuestion question) {
    Right right = Right.ofRecord(question.namespace(), question.record());
    return missing(
        question.who(),
        right,
        "%s may not read this record: this takes %s, as in the ClusterRole soft-delete-viewer");
  }

  /** Returns why the user may not get what was deleted, if so. */
  Optional<ReviewRefusal> objectionToObject(ReviewQuestion question, DeletedResource record) {
    return missing(
        question.who(),
        Right.ofObject(record),
        "%s may not read what was deleted: this takes %s"
            + (moved(record)
                ? ", because namespace %s was deleted with its role bindings"
                    .formatted(record.getSpec().resource().namespace())
                : ""));
  }

  private static boolean moved(DeletedResource record) {
    String namespace = record.getSpec().resource().namespace();
    return namespace != null && !namespace.equals(record.getMetadata().getNamespace());
  }

  private Optional<ReviewRefusal> missing(Requester who, Right right, String message) {
    return access.allowed(who, "get", right.type(), right.namespace(), right.name())
        ? Optional.empty()
        : Optional.of(
            ReviewRefusal.forbidden(
                message.formatted(PlainText.of(who.username(), LONGEST_NAME), right)));
  }
}
