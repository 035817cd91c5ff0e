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
            + " (!has(oldSelf.deletedBy) ||"
            + " (has(self.deletedBy) && self.deletedBy == oldSelf.deletedBy)) &&"
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
            "The format of this record and of its stored copy; absent: 1. An operator that knows"
                + " only older ones leaves both alone.")
        Integer format,
    @Required @JsonPropertyDescription("What was deleted.") ResourceIdentity resource,
    @Size(max = 253) @JsonPropertyDescription("The SoftDeletePolicy under which it was captured.")
        String policy,
    @Default("Archive")
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @JsonPropertyDescription("How it is kept.")
        Mode mode,
    @Required
        @JsonPropertyDescription(
            "The policy's terms at the time of the deletion. A later edit of the policy does not"
                + " change them.")
        Terms terms,
    @JsonPropertyDescription(
            "Finalizers of others that the object had; their owners may have acted already.")
        List<String> foreignFinalizers,
    @Required @JsonPropertyDescription("When it was deleted, by the API server's clock.")
        String deletionTime,
    @JsonPropertyDescription("Who asked, when known.") Requester deletedBy,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The uid of the namespace, CRD or owner whose deletion caused this one.")
        String deletionGroup,
    @Size(max = 1024)
        @JsonPropertyDescription(
            "The uids of its owners; it belongs to them again once they are back.")
        List<@Size(max = 63) String> owners,
    @Required @JsonPropertyDescription("The stored copy.") SnapshotReference snapshot,
    @JsonPropertyDescription(
            "Of a PersistentVolumeClaim: the volume that is kept with it, data included.")
        KeptVolume volume,
    @Pattern(Timestamps.PATTERN)
        @JsonPropertyDescription(
            "When it is gone for good; absent: kept indefinitely. May be moved within the policy's"
                + " bounds; shortening it needs the permission to delete the record.")
        String purgeTime,
    @Default("false")
        @JsonPropertyDescription(
            "true: not purged, whatever the time. Needs the verb `hold` on deletedresources.")
        Boolean legalHold,
    @JsonPropertyDescription(
            "Who asked for the restore. Stamped by the API server; what anybody writes here is"
                + " overwritten.")
        Requester restoreRequestedBy,
    @JsonPropertyDescription(
            "Who moved purgeTime last. Stamped by the API server; what anybody writes here is"
                + " overwritten.")
        Requester purgeTimeMovedBy,
    @JsonPropertyDescription(
            "Who set or lifted legalHold last. Stamped by the API server; what anybody writes here"
                + " is overwritten.")
        Requester legalHoldBy) {}
