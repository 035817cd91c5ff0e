package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.admission.NameRefusal;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.DeletedEarlier;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.snapshot.Format;
import java.util.List;

/** The responses that refuse a create. Their messages say what to do. */
final class CreateDenial {
  private CreateDenial() {}

  /** The name belongs to a deleted object. */
  static AdmissionResponse.Denied taken(DeletedResource record, RequesterKind kind) {
    return taken(record, kind, DeletedEarlier.NOTHING);
  }

  /**
   * The name belongs to a deleted object.
   *
   * @param earlier what had been deleted in it before, if it is a namespace
   */
  static AdmissionResponse.Denied taken(
      DeletedResource record, RequesterKind kind, DeletedEarlier earlier) {
    if (Format.newer(record)) {
      return exists(record, Format.leftAlone(record));
    }
    var metadata = record.getMetadata();
    return exists(
        record,
        "Restore it with: kubectl annotate deletedresource %s -n %s %s=true, or choose a different name. %s"
            .formatted(
                metadata.getName(),
                metadata.getNamespace(),
                SoftDelete.RESTORE_ANNOTATION,
                otherWayOut(record, kind) + earlier.message().map(text -> " " + text).orElse("")));
  }

  /**
   * Annotations do not change the answer to a controller, which copies them. A held object has its
   * name, whatever a policy or an annotation allows.
   */
  private static String otherWayOut(DeletedResource record, RequesterKind kind) {
    if (record.getSpec().mode() == Mode.Hold) {
      var metadata = record.getMetadata();
      return "It is held, and has its name until then. To create a new object, purge it first: kubectl delete deletedresource %s -n %s"
          .formatted(metadata.getName(), metadata.getNamespace());
    }
    return kind == RequesterKind.CONTROLLER
        ? "To let controllers create new objects, set onControllerRecreate: Allow in softdeletepolicy %s."
            .formatted(record.getSpec().policy())
        : "To create a new object, add the annotation %s: Allow to the manifest."
            .formatted(SoftDelete.ON_RECREATE_ANNOTATION);
  }

  static AdmissionResponse.Denied nothingToRestore(NamedCreate create) {
    return new AdmissionResponse.Denied(
        404,
        "NotFound",
        "There is no deleted %s with name '%s'%s to restore. To create a new one, leave out the annotation %s."
            .formatted(
                create.request().kind(),
                create.object().name(),
                create.request().namespace().map(n -> " in namespace '" + n + "'").orElse(""),
                SoftDelete.RESTORE_ANNOTATION));
  }

  static AdmissionResponse.Denied stillDeleted(DeletedResource record) {
    return exists(record, "It is still being deleted; try again.");
  }

  static AdmissionResponse.Denied comingBack(DeletedResource record) {
    return exists(record, "It is being restored just now; try again.");
  }

  /**
   * The create is in another version than the one in which the object is stored, and the answer to
   * it cannot be: the API server takes an object only in the version of the request. The operator
   * restores the object, as if the record had been annotated.
   */
  static AdmissionResponse.Denied comesBackInItsVersion(DeletedResource record, String apiVersion) {
    var metadata = record.getMetadata();
    return exists(
        record,
        "It is stored as %s, and this manifest is %s, so this create cannot become the restore. The operator restores it now instead; send the manifest again once it is back. How far that is: kubectl describe deletedresource %s -n %s"
            .formatted(
                record.getSpec().resource().apiVersion(),
                apiVersion,
                metadata.getName(),
                metadata.getNamespace()));
  }

  static AdmissionResponse.Denied comingBackElsewhere(RecreateAnswer.ComingBackElsewhere answer) {
    var metadata = answer.record().getMetadata();
    String namespace = answer.place().namespace();
    return exists(
        answer.record(),
        "It is being restored as %s. To restore it here instead, first withdraw that: kubectl annotate deletedresource %s -n %s %s-"
            .formatted(
                (namespace == null ? "" : namespace + "/") + answer.place().name(),
                metadata.getName(),
                metadata.getNamespace(),
                SoftDelete.RESTORE_ANNOTATION));
  }

  /** The restored object could not take the manifest, and the tool would delete it again. */
  static AdmissionResponse.Denied immutable(DeletedResource record, String field) {
    var metadata = record.getMetadata();
    return exists(
        record,
        ("It would be restored, but this manifest changes %s, which no update may change. To"
                + " create a new object, add the annotation %s: Allow to the manifest. To restore"
                + " it as it was: kubectl annotate deletedresource %s -n %s %s=true")
            .formatted(
                field,
                SoftDelete.ON_RECREATE_ANNOTATION,
                metadata.getName(),
                metadata.getNamespace(),
                SoftDelete.RESTORE_ANNOTATION));
  }

  /**
   * Lets the create through. A record whose copy is gone can bring nothing back, so it keeps no
   * name.
   */
  static AdmissionResponse nothingLeft(DeletedResource record) {
    return new AdmissionResponse.Allowed(
        List.of(
            sentence(record)
                + " Its copy is missing, so it cannot be restored, and a new object is created."));
  }

  /** The restore fails. An error of ours would lead to an ordinary create instead. */
  static AdmissionResponse.Denied notNow(DeletedResource record, RuntimeException why) {
    return notBecauseOf(record, new Fault(why.getMessage(), Fault.of(why).mayPass()));
  }

  /** The same, by a fault. */
  static AdmissionResponse.Denied notBecauseOf(DeletedResource record, Fault fault) {
    String message = "It cannot be restored by a create: " + fault.why();
    return fault.mayPass()
        ? new AdmissionResponse.Denied(503, "ServiceUnavailable", sentence(record) + " " + message)
        : exists(record, message);
  }

  private static AdmissionResponse.Denied exists(DeletedResource record, String message) {
    ResourceType deleted = ResourceType.of(record.getSpec().resource());
    return NameRefusal.of(deleted.group(), deleted.plural(), sentence(record) + " " + message);
  }

  private static String sentence(DeletedResource record) {
    var deleted = record.getSpec().resource();
    return "A deleted %s with name '%s' already exists%s."
        .formatted(
            deleted.kind(),
            deleted.name(),
            deleted.namespace() == null ? "" : " in namespace '" + deleted.namespace() + "'");
  }
}
