package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What a {@link SoftDeletePolicy} has come to. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoftDeletePolicyStatus(
    @JsonPropertyDescription(
            "The most recent generation of the policy that the operator has completed: no object"
                + " that only an earlier generation covered still has the finalizer.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Conditions of the policy. Ready is True if the API server enforces the policy and the"
                + " existing objects are protected, or if the policy only observes: then its reason"
                + " is Observing, and nothing is protected. NearLimit is True if nearLimits has"
                + " entries, and absent otherwise.")
        List<Condition> conditions,
    @JsonPropertyDescription(
            "The resources of this cluster that the policy covers, each in the form resource.group,"
                + " such as deployments.apps, or resource for the core group. The resources of an"
                + " earlier generation stay in the list until their objects are released.")
        List<String> protectedResources,
    @JsonPropertyDescription("Numbers of objects and DeletedResources under the policy.")
        PolicyCounts counts,
    @JsonPropertyDescription(
            "Objects that could not be captured, protected or released. The list contains at most"
                + " 20 objects.")
        List<StuckObject> stuck,
    @JsonPropertyDescription(
            "The limits of the policy of which a namespace uses 80 % or more. An entry goes when"
                + " less than 70 % is used. The list contains at most 20 entries, the fullest"
                + " first.")
        List<NearLimit> nearLimits,
    @JsonPropertyDescription(
            "What the policy has counted with enforcement Observe. It stays as it was when the"
                + " policy enforces.")
        PolicyObservation observation) {}
