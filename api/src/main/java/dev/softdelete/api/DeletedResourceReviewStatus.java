package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * The answer of a {@link DeletedResourceReview}.
 *
 * @param manifest null if it was not asked for
 * @param restore null if it was not asked for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletedResourceReviewStatus(
    @JsonPropertyDescription(
            "The deleted object in JSON, byte for byte as the API server sent it when it was"
                + " deleted. Its SHA-256 hash is spec.snapshot.sha256 of the DeletedResource.")
        String manifest,
    @JsonPropertyDescription(
            "What a restore in the original place would lead to now, if the user who asks requested"
                + " it.")
        RestoreVerdict restore) {}
