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
    @Size(max = 1024) @JsonPropertyDescription("Their name.") String username,
    @Size(max = 1024)
        @JsonPropertyDescription("What tells them from others of that name, over time.")
        String uid,
    @Size(max = 1024) @JsonPropertyDescription("The groups they are in.")
        List<@Size(max = 1024) String> groups,
    @JsonPropertyDescription("What the authenticator knows besides.") @Size(max = 64)
        Map<String, List<String>> extra) {}
