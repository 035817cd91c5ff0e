package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/** What a {@link SoftDeletePolicy} covers, and on what terms. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.retentionBounds.max == 'Indefinite' || (self.retentionBounds.min.endsWith('d') ?"
            + " int(self.retentionBounds.min.replace('d', '')) * 86400 :"
            + " duration(self.retentionBounds.min).getSeconds())"
            + " <= (self.retentionBounds.max.endsWith('d') ?"
            + " int(self.retentionBounds.max.replace('d', '')) * 86400 :"
            + " duration(self.retentionBounds.max).getSeconds())",
    message = "retentionBounds.min must not be longer than retentionBounds.max",
    fieldPath = ".retentionBounds")
@ValidationRule(
    value =
        "self.retention == 'Indefinite' || (self.retention.endsWith('d') ?"
            + " int(self.retention.replace('d', '')) > 0 :"
            + " duration(self.retention) > duration('0s'))",
    message = "retention must be longer than zero",
    fieldPath = ".retention")
@ValidationRule(
    value = "!self.ignoreDeletesOfDependents || has(self.ignoreDeletesBy)",
    message = "ignoreDeletesOfDependents has no effect without ignoreDeletesBy",
    fieldPath = ".ignoreDeletesOfDependents")
public record SoftDeletePolicySpec(
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "Rules that select resources by API group and name. The policy covers the resources"
                + " that at least one rule selects.")
        List<ResourceRule> resources,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Rules that select resources which the policy does not cover, in addition to the"
                + " resources that no policy covers.")
        List<ResourceRule> excludeResources,
    @Size(max = 32)
        @JsonPropertyDescription(
            "CEL expressions that decide about each object. An object is covered only if all of"
                + " them are true.")
        List<MatchCondition> matchConditions,
    @JsonPropertyDescription(
            "Selects the namespaces whose objects are covered, by their labels. An empty selector"
                + " selects all namespaces. It applies to the Namespaces themselves too, but not to"
                + " other cluster-scoped objects. Namespaces whose names begin with kube-, and the"
                + " namespace of the operator, are never covered.")
        LabelSelector namespaceSelector,
    @JsonPropertyDescription(
            "Selects the objects that are covered, by their labels. An empty selector selects all"
                + " objects.")
        LabelSelector objectSelector,
    @Default("false")
        @JsonPropertyDescription(
            "Whether the policy also covers objects whose controller is a built-in workload: a"
                + " Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob or"
                + " ReplicationController. By default it does not, because such objects are"
                + " restored through their owner. PersistentVolumeClaims are covered in any case.")
        Boolean includeOwned,
    @Default("0")
        @Min(-1_000_000_000)
        @Max(1_000_000_000)
        @JsonPropertyDescription(
            "Decides which policy determines the terms if several policies cover an object: the one"
                + " with the highest priority, and among equal priorities the first name in"
                + " alphabetical order.")
        Integer priority,
    @Default("48h")
        @Size(max = 32)
        @Pattern(Durations.PATTERN_OR_INDEFINITE)
        @JsonPropertyDescription(
            "How long a deleted object can be restored: a Go duration such as 48h, a number of days"
                + " such as 30d, or Indefinite. The annotation softdelete.dev/retention on an"
                + " object overrides it.")
        String retention,
    @Default("{\"min\": \"1h\", \"max\": \"90d\"}")
        @JsonPropertyDescription(
            "The limits for the annotation softdelete.dev/retention on objects, and for changes of"
                + " spec.purgeTime of DeletedResources. The retention of the policy is always"
                + " allowed.")
        RetentionBounds retentionBounds,
    @Default("Archive")
        @JsonPropertyDescription(
            "How deleted objects are kept. Archive stores a copy of the object and lets the delete"
                + " complete. Hold keeps the object in the Terminating state, while its dependents"
                + " keep running, until it is restored or purged.")
        Mode mode,
    @Default("Reject")
        @JsonPropertyDescription(
            "How to answer a person or a declarative tool, such as Helm or Argo CD, that creates an"
                + " object under the name of a soft-deleted object. Reject refuses the request with"
                + " code 409. Restore restores the deleted object and applies the manifest of the"
                + " request on top of it. Allow creates a new object and keeps the"
                + " DeletedResource.")
        OnRecreate onRecreate,
    @Default("Allow")
        @JsonPropertyDescription(
            "How to answer a controller that creates an object under the name of a soft-deleted"
                + " object: Reject, Restore or Allow, as in onRecreate. With Reject, a controller"
                + " may still create what it has deleted itself. Annotations of the object do not"
                + " change the answer to a controller.")
        OnRecreate onControllerRecreate,
    @JsonPropertyDescription(
            "Requesters whose creates are never refused because of onRecreate or"
                + " onControllerRecreate. System components, nodes and the ServiceAccounts of"
                + " kube-system are never refused either.")
        Requesters exemptRequesters,
    @JsonPropertyDescription(
            "Requesters whose deletes are permanent. By default, there are none. An object is"
                + " captured if its requester is unknown.")
        Requesters ignoreDeletesBy,
    @Default("false")
        @JsonPropertyDescription(
            "Whether a delete that is permanent because of ignoreDeletesBy is also permanent for"
                + " the dependents of the object, which the garbage collector deletes after it. If"
                + " true, whoever may write an object can have it deleted permanently without the"
                + " permission to purge: they give it an owner that such a requester deletes.")
        Boolean ignoreDeletesOfDependents,
    @Default("{\"records\": 10000, \"bytes\": \"256Mi\", \"storage\": \"1Ti\"}")
        @JsonPropertyDescription(
            "How much may be soft-deleted in one namespace at a time. If a capture would exceed a"
                + " limit, the finalizer keeps the deleted object in the Terminating state until"
                + " there is room.")
        Limits limits,
    @Default("false")
        @JsonPropertyDescription(
            "Whether purges before the purge time are forbidden: nobody can delete a"
                + " DeletedResource, or move its purge time to an earlier time.")
        Boolean purgeProtection,
    @JsonPropertyDescription(
            "Reserves the names and DNS hosts of deleted objects for their tenants, until some time"
                + " after the purge. If absent, nothing is reserved.")
        NameReservationTerms nameReservation,
    @Default("false")
        @JsonPropertyDescription(
            "Whether a restore also restores the status of custom resources, with the permissions"
                + " of the requester, and of Jobs and Pods that had finished.")
        Boolean restoreStatus,
    @Default("Hold")
        @JsonPropertyDescription(
            "What to do with a deleted object that cannot be recorded, because its name is longer"
                + " than a DeletedResource has room for. Hold keeps it in the Terminating state"
                + " until somebody decides, unless its namespace, its definition or its policy is"
                + " being deleted. Release deletes it permanently.")
        OnUnrecordable onUnrecordable,
    @Default("Enforce")
        @JsonPropertyDescription(
            "Whether the policy acts. Enforce captures deleted objects and answers creates over"
                + " their names. Observe changes no object and no request: status.observation says"
                + " what the policy would have captured and refused. A change from Enforce to"
                + " Observe releases what the policy covers, as its deletion would;"
                + " DeletedResources stay.")
        Enforcement enforcement) {}
