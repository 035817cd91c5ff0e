package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What a policy with {@code enforcement: Observe} has counted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyObservation(
    @JsonPropertyDescription(
            "The generation of the policy that was observed. Each edit of the policy begins a new"
                + " count.")
        Long generation,
    @JsonPropertyDescription("When the count began, by the clock of the API server.") String since,
    @JsonPropertyDescription("When the count was last written, by the clock of the API server.")
        String until,
    @JsonPropertyDescription(
            "How many seconds an operator has counted. The time in which no replica led is not part"
                + " of it. Figures per day refer to this time, and to one hour if it is shorter.")
        Long observedSeconds,
    @JsonPropertyDescription("How many deleted objects would have been captured.") Long captured,
    @JsonPropertyDescription("How many of these deletions were routine.") Long routine,
    @JsonPropertyDescription("The size of the captured objects, in bytes, before compression.")
        Long bytes,
    @JsonPropertyDescription(
            "How many creates over deleted names would have been refused. Each deletion counts at"
                + " most once, because the create takes place and the name is no longer free.")
        ObservedRequesters refused,
    @JsonPropertyDescription(
            "The numbers by resource, the most captured first. The list has at most 50 entries; the"
                + " entry \"*\" sums up the others.")
        List<ObservedResource> resources,
    @JsonPropertyDescription(
            "The numbers of the namespaces in which most would have been captured. The list has at"
                + " most 20 entries. A namespace that enters the list later is counted from then"
                + " on.")
        List<ObservedNamespace> namespaces,
    @JsonPropertyDescription("What the policy would lead to if it enforced.")
        ObservedForecast forecast,
    @JsonPropertyDescription(
            "How many deleted names were forgotten before their retention ended, because there were"
                + " too many. Creates over these names are not counted as refused.")
        Long forgottenNames,
    @JsonPropertyDescription("The last reports in these numbers, so that none counts twice.")
        List<String> reports) {}
