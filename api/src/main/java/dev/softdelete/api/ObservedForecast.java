package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a policy would lead to if it enforced and the cluster went on as observed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObservedForecast(
    @JsonPropertyDescription("How many objects would be captured per day.") Long capturedPerDay,
    @JsonPropertyDescription("The size of the objects captured per day, in bytes.")
        Long bytesPerDay,
    @JsonPropertyDescription(
            "How many DeletedResources would exist at a time, after the retention has passed once."
                + " Absent if objects are kept indefinitely.")
        Long records,
    @JsonPropertyDescription(
            "The size of the stored copies at that time, in bytes, before compression. Absent if"
                + " objects are kept indefinitely.")
        Long bytes,
    @JsonPropertyDescription(
            "How many creates over deleted names would be refused per day, for any requester.")
        Long refusedPerDay) {}
