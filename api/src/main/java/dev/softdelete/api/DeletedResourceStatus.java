package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Where a deleted object stands between its deletion and its restore or purge. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletedResourceStatus(
    @Default("DELETED")
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @JsonPropertyDescription(
            "The state of the deletion. DELETED: the object can be restored. RESTORING: a restore"
                + " is in progress. RESTORED: the object is restored, and the DeletedResource is"
                + " deleted one hour later, or stays with its copy while it is under legal hold or"
                + " purge protection. PURGING: the stored copy is being deleted permanently.")
        State state,
    @JsonPropertyDescription("The object that the restore created.") RestoredObject restoredAs,
    @JsonPropertyDescription(
            "The restore request that the operator works on. The groups of the user who made it"
                + " are trusted for a limited time from then on.")
        SeenRequest restoreRequest,
    @JsonPropertyDescription(
            "Conditions of the DeletedResource: Deleted, Restored, Purged, RestorePossible for the"
                + " result of a preview, and Reconciling and Stalled as kstatus defines them.")
        List<Condition> conditions,
    @JsonPropertyDescription(
            "The creates by programs, such as controllers, that were refused because the name"
                + " belongs to the deleted object.")
        RefusedCreates refusedCreates) {

  /** Creates a status without refused creates. */
  public DeletedResourceStatus(
      State state,
      RestoredObject restoredAs,
      SeenRequest restoreRequest,
      List<Condition> conditions) {
    this(state, restoredAs, restoreRequest, conditions, null);
  }

  /** Creates a status for which no restore request was seen. */
  public DeletedResourceStatus(State state, RestoredObject restoredAs, List<Condition> conditions) {
    this(state, restoredAs, null, conditions);
  }

  /** Returns the status with these refused creates. */
  public DeletedResourceStatus with(RefusedCreates refused) {
    return new DeletedResourceStatus(state, restoredAs, restoreRequest, conditions, refused);
  }
}
