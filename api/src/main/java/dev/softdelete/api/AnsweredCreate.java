package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A create that was answered with the deleted object. Whether it was stored is not known. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnsweredCreate(
    @Required @Size(max = 63) @JsonPropertyDescription("The uid of the admission request.")
        String request,
    @Required
        @Pattern(Timestamps.PATTERN)
        @JsonPropertyDescription("When it was answered, by the clock of the API server.")
        String time) {}
