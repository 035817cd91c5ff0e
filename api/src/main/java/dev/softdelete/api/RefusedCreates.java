package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * The creates by programs, and updates of held objects, that were refused because of a deletion.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusedCreates(
    @JsonPropertyDescription("How many creates were refused.") Long count,
    @JsonPropertyDescription("The user name of the program that was refused last.")
        String lastRequester,
    @JsonPropertyDescription("When the number was last updated, by the clock of the API server.")
        String lastTime) {}
