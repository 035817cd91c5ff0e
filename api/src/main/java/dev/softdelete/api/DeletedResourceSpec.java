package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What happened. Written once by the operator; only {@code purgeTime} and {@code legalHold} are the
 * users' to change.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.resource == oldSelf.resource && self.deletionTime == oldSelf.deletionTime &&"
            + " self.terms == oldSelf.terms && has(self.policy) == has(oldSelf.policy) &&"
            + " (!has(self.policy) || self.policy == oldSelf.policy) &&"
            + " has(self.otherPolicies) == has(oldSelf.otherPolicies) &&"
            + " (!has(self.otherPolicies) || self.otherPolicies == oldSelf.otherPolicies) &&"
            + " (!has(oldSelf.deletedBy) ||"
            + " (has(self.deletedBy) && self.deletedBy == oldSelf.deletedBy)) &&"
            + " (has(oldSelf.routine) ? has(self.routine) && self.routine == oldSelf.routine :"
            + " !has(self.routine) || (!has(oldSelf.deletedBy) && has(self.deletedBy))) &&"
            + " has(self.deletionGroup) == has(oldSelf.deletionGroup) &&"
            + " (!has(self.deletionGroup) || self.deletionGroup == oldSelf.deletionGroup) &&"
            + " has(self.owners) == has(oldSelf.owners) &&"
            + " (!has(self.owners) || self.owners == oldSelf.owners) &&"
            + " has(self.volume) == has(oldSelf.volume) &&"
            + " (!has(self.volume) || self.volume == oldSelf.volume)",
    message = "a record says what happened and is immutable but for purgeTime and legalHold")
@ValidationRule(
    value =
        "has(self.purgeTime) == has(oldSelf.purgeTime) && (!has(self.purgeTime) ||"
            + " self.purgeTime == oldSelf.purgeTime) || !has(self.terms.maxRetention) ||"
            + " (has(self.purgeTime) &&"
            + " self.purgeTime <= self.deletionTime + duration(self.terms.maxRetention))",
    messageExpression =
        "'purgeTime must stay within the policy\\'s bounds: at most ' + self.terms.maxRetention +"
            + " ' after deletionTime'",
    message = "purgeTime must stay within the policy's bounds",
    fieldPath = ".purgeTime")
@ValidationRule(
    value =
        "!has(self.purgeTime) || (has(oldSelf.purgeTime) && self.purgeTime == oldSelf.purgeTime)"
            + " || !has(self.terms.minRetention) ||"
            + " self.purgeTime >= self.deletionTime + duration(self.terms.minRetention)",
    messageExpression =
        "'purgeTime must stay within the policy\\'s bounds: at least ' + self.terms.minRetention +"
            + " ' after deletionTime; to purge now, delete the DeletedResource'",
    message = "purgeTime must stay within the policy's bounds",
    fieldPath = ".purgeTime")
@ValidationRule(
    value =
        "has(self.format) == has(oldSelf.format) &&"
            + " (!has(self.format) || self.format == oldSelf.format)",
    message = "a record says what happened and is immutable but for purgeTime and legalHold",
    fieldPath = ".format")
public record DeletedResourceSpec(
    @Min(1)
        @JsonPropertyDescription(
            "The format of this DeletedResource and of its stored copy. If absent, the format is 1."
                + " An operator that does not know the format leaves both unchanged.")
        Integer format,
    @Required @JsonPropertyDescription("The object that was deleted.") ResourceIdentity resource,
    @Size(max = 253)
        @JsonPropertyDescription(
            "The name of the SoftDeletePolicy under which the object was captured. Absent if no"
                + " policy covered the object any more.")
        String policy,
    @Size(max = 64)
        @JsonPropertyDescription(
            "The names of the other SoftDeletePolicies that have covered the object. The terms are"
                + " the strictest of all of them. Absent if there are none.")
        List<@Size(max = 253) String> otherPolicies,
    @Default("Archive")
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @JsonPropertyDescription(
            "How the object is kept. Archive: a copy of the object is stored, and the delete has"
                + " completed. Hold: the object stays in the Terminating state until it is restored"
                + " or purged.")
        Mode mode,
    @Required
        @JsonPropertyDescription(
            "The terms of the policy at the time of the deletion. A later edit of the policy does"
                + " not change them.")
        Terms terms,
    @JsonPropertyDescription(
            "Finalizers of other controllers that the object had when it was captured. Those"
                + " controllers may have acted on the deletion already. Of very many, the first are"
                + " listed; the stored copy has all.")
        List<String> foreignFinalizers,
    @Required
        @JsonPropertyDescription("When the object was deleted, by the clock of the API server.")
        String deletionTime,
    @JsonPropertyDescription(
            "The user who deleted the object, or who deleted the namespace,"
                + " CustomResourceDefinition or owner to which it belonged. Absent if unknown.")
        Requester deletedBy,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The uid of the namespace, CustomResourceDefinition or owner whose deletion caused the"
                + " deletion of the object. Absent if the object was deleted by itself.")
        String deletionGroup,
    @JsonPropertyDescription(
            "Whether the deletion is routine: a controller deleted its root, which nobody had"
                + " declared, or a lifecycle controller of Kubernetes did, such as the one that"
                + " deletes finished Jobs. Routine DeletedResources may take only a part of the"
                + " limits of the policy, and end early when room is needed. Absent if the deletion"
                + " is not routine, or if the requester is unknown.")
        Boolean routine,
    @Size(max = 1024)
        @JsonPropertyDescription(
            "The uids of the owners of the object. Once both are restored, the object has its"
                + " restored owner again.")
        List<@Size(max = 63) String> owners,
    @Required @JsonPropertyDescription("The stored copy of the object.") SnapshotReference snapshot,
    @JsonPropertyDescription(
            "The PersistentVolume that is kept, with its data, for a deleted PersistentVolumeClaim."
                + " Absent for other objects, and for claims without a volume.")
        KeptVolume volume,
    @Pattern(Timestamps.PATTERN)
        @JsonPropertyDescription(
            "When the object is purged. If absent, it is kept indefinitely. Users may change the"
                + " time within the limits of terms; an earlier time requires the permission to"
                + " delete the DeletedResource.")
        String purgeTime,
    @Default("false")
        @JsonPropertyDescription(
            "Whether a legal hold prevents the purge, even after the purge time. A change requires"
                + " the verb hold on deletedresources.")
        Boolean legalHold,
    @JsonPropertyDescription(
            "The user who requested the restore. The value is set at admission; users cannot choose"
                + " it. The groups and other details of the login are removed once the restore is"
                + " finished, called off, or has waited for too long.")
        Requester restoreRequestedBy,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Distinguishes restore requests: the resourceVersion of the DeletedResource on which"
                + " the restore was requested. The value is set at admission; users cannot choose"
                + " it.")
        String restoreRequestId,
    @JsonPropertyDescription(
            "Where the operator restores the object, if not at its own place. It is written before"
                + " the object is created there. From then on, no create restores the object at its"
                + " own place. It is removed when the request is withdrawn.")
        RestorePlace restoreElsewhere,
    @JsonPropertyDescription(
            "The live object that a restore with the annotation softdelete.dev/restore-over"
                + " soft-deletes first. It is written before that object is deleted. That object"
                + " has a DeletedResource of its own.")
        ReplacedObject restoreOver,
    @JsonPropertyDescription(
            "The last create that was answered with the deleted object. Until it can no longer be"
                + " stored, the object is not restored elsewhere, and not purged.")
        AnsweredCreate answeredCreate,
    @JsonPropertyDescription(
            "The user who changed purgeTime last. The value is set at admission; users cannot"
                + " choose it.")
        Requester purgeTimeMovedBy,
    @JsonPropertyDescription(
            "The user who changed legalHold last. The value is set at admission; users cannot"
                + " choose it.")
        Requester legalHoldBy) {}
