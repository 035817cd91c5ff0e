package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Where a deleted object stands between its deletion and its restore or purge. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletedResourceStatus(
    @Default("DELETED")
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @JsonPropertyDescription("As AEP-164 and AEP-216 name states.")
        State state,
    @JsonPropertyDescription("What it came back as.") RestoredObject restoredAs,
    @JsonPropertyDescription("Deleted, Restored, Purged; kstatus' Reconciling and Stalled.")
        List<Condition> conditions) {}
