package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** A user as the API server authenticated them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requester(
    @Size(max = 1024) @JsonPropertyDescription("The name of the user.") String username,
    @Size(max = 1024)
        @JsonPropertyDescription(
            "The uid of the user, which distinguishes the user from earlier and later users of the"
                + " same name.")
        String uid,
    @Size(max = 1024) @JsonPropertyDescription("The groups of which the user is a member.")
        List<@Size(max = 1024) String> groups,
    @JsonPropertyDescription("Additional attributes of the user that the authenticator provides.")
        @Size(max = 64)
        Map<String, List<String>> extra) {}
