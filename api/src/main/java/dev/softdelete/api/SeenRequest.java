package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A restore request, and when it was made. The operator notes it; users cannot write it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeenRequest(
    @JsonPropertyDescription("The value of spec.restoreRequestId.") String id,
    @JsonPropertyDescription("When the restore was requested.") String time) {}
