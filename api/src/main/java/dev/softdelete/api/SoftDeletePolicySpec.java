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
public record SoftDeletePolicySpec(
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("What is covered: rules as in RBAC, \"*\" allowed in both lists.")
        List<ResourceRule> resources,
    @Size(max = 64)
        @JsonPropertyDescription("What is not covered, in addition to the built-in exclusions.")
        List<ResourceRule> excludeResources,
    @Size(max = 32)
        @JsonPropertyDescription(
            "CEL expressions over `object`, as in admission policies; all must be true for an"
                + " object to be covered.")
        List<MatchCondition> matchConditions,
    @JsonPropertyDescription(
            "Namespaces whose objects are covered; empty: all. kube-* and the operator's own"
                + " namespace are never covered.")
        LabelSelector namespaceSelector,
    @JsonPropertyDescription("Objects that are covered; empty: all.") LabelSelector objectSelector,
    @Default("false")
        @JsonPropertyDescription(
            "Whether objects are covered whose controller is a built-in workload; by default they"
                + " come back through their owner.")
        Boolean includeOwned,
    @Default("0")
        @Min(-1_000_000_000)
        @Max(1_000_000_000)
        @JsonPropertyDescription(
            "Where several policies cover an object, the highest priority decides, then the first"
                + " name.")
        Integer priority,
    @Default("48h")
        @Size(max = 32)
        @Pattern(Durations.PATTERN_OR_INDEFINITE)
        @JsonPropertyDescription(
            "How long deleted objects stay restorable: a Go duration, days (30d), or Indefinite.")
        String retention,
    @Default("{\"min\": \"1h\", \"max\": \"90d\"}")
        @JsonPropertyDescription(
            "What an object's softdelete.dev/retention annotation may ask for, and how far a"
                + " record's purgeTime may be moved.")
        RetentionBounds retentionBounds,
    @Default("Archive")
        @JsonPropertyDescription(
            "Archive: snapshotted and released, the delete completes at once. Hold: the object"
                + " stays Terminating and its dependents keep running.")
        Mode mode,
    @Default("Reject")
        @JsonPropertyDescription(
            "The answer to a create over a soft-deleted name: Reject with 409, Restore, or Allow.")
        OnRecreate onRecreate,
    @JsonPropertyDescription(
            "Whose creates are never refused, besides system components, nodes and the"
                + " ServiceAccounts of kube-system.")
        Requesters exemptRequesters,
    @JsonPropertyDescription("Whose deletes are final. By default nobody's.")
        Requesters ignoreDeletesBy,
    @Default("{\"records\": 10000, \"bytes\": \"256Mi\", \"storage\": \"1Ti\"}")
        @JsonPropertyDescription(
            "Per namespace. At a limit the finalizer goes on holding what is deleted.")
        Limits limits,
    @Default("false")
        @JsonPropertyDescription("true: nobody purges early and nobody shortens a retention.")
        Boolean purgeProtection,
    @JsonPropertyDescription("Reserves a purged name for its tenant; absent: no reservation.")
        NameReservationTerms nameReservation,
    @Default("false") @JsonPropertyDescription("Whether a restore writes .status back too.")
        Boolean restoreStatus) {}
