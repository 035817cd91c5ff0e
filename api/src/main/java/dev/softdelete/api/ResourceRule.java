package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Resources by API group and plural name, as in an RBAC rule. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceRule(
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "Names of API groups without a version. An empty string selects the core group, and"
                + " \"*\" selects all groups. All versions of a resource are covered.")
        @ValidationRule(
            value = "self.all(g, g == '*' || g.matches('^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$'))",
            message =
                "an API group is a DNS name without a version, such as \"apps\"; \"\" is the core"
                    + " group and \"*\" all of them")
        List<@Size(max = 253) String> apiGroups,
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "Plural names of resources in lower case, such as \"deployments\"; \"*\" selects all"
                + " resources. Subresources cannot be selected: they belong to their resource.")
        @ValidationRule(
            value = "self.all(r, r == '*' || r.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))",
            message =
                "a resource is a plural name in lower case without a subresource, such as"
                    + " \"deployments\"; \"*\" is all of them")
        List<@Size(max = 63) String> resources) {

  /** Of one resource. */
  public static ResourceRule of(String group, String resource) {
    return new ResourceRule(List.of(group), List.of(resource));
  }
}
