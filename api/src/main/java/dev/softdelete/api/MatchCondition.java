package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A CEL expression that an object must satisfy to be covered. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MatchCondition(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$")
        @JsonPropertyDescription(
            "The name of the condition, which messages contain. It must be unique within the"
                + " policy.")
        String name,
    @Required
        @Size(min = 1, max = 4096)
        @JsonPropertyDescription(
            "A CEL expression with a boolean result, as in admission policies. The variable object"
                + " contains the object.")
        String expression) {}
