package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Who makes a request, in any of three ways. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requesters(
    @Size(max = 256) @JsonPropertyDescription("Names of users.")
        List<@Size(max = 1024) String> users,
    @Size(max = 256) @JsonPropertyDescription("Names of groups.")
        List<@Size(max = 1024) String> groups,
    @Size(max = 256)
        @JsonPropertyDescription("ServiceAccounts, each in the form namespace/name.")
        @ValidationRule(
            value =
                "self.all(s,"
                    + " s.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$'))",
            message =
                "a ServiceAccount is written namespace/name, such as \"argocd/argocd-server\"")
        List<@Size(max = 317) String> serviceAccounts) {}
