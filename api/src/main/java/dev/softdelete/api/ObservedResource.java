package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What an observing policy has counted of one resource. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObservedResource(
    @JsonPropertyDescription(
            "The resource in the form resource.group, such as deployments.apps, or resource for the"
                + " core group. The value \"*\" stands for all resources that the list has no room"
                + " for.")
        String resource,
    @JsonPropertyDescription("How many deleted objects would have been captured.") Long captured,
    @JsonPropertyDescription("How many of these deletions were routine.") Long routine,
    @JsonPropertyDescription("The size of the captured objects, in bytes, before compression.")
        Long bytes,
    @JsonPropertyDescription("The size of the captured objects per day of observation, in bytes.")
        Long bytesPerDay,
    @JsonPropertyDescription("How many creates over deleted names would have been refused.")
        ObservedRequesters refused) {}
