package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/** A user as the API server authenticated them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requester(
    String username,
    String uid,
    List<String> groups,
    @JsonPropertyDescription("What the authenticator knows besides.")
        Map<String, List<String>> extra) {}
