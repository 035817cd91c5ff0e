package dev.softdelete.operator.admission;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.softdelete.api.ResourceRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule by which the API server decides which webhook or policy applies to a request.
 *
 * @param scope Cluster, Namespaced or *; null means *
 * @param operations CREATE, UPDATE, DELETE or *
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdmissionRule(
    String scope,
    List<String> apiGroups,
    List<String> apiVersions,
    List<String> operations,
    List<String> resources) {

  /** Returns the rules for every version of the given kinds, without a scope. */
  public static List<AdmissionRule> of(List<ResourceRule> kinds, String... operations) {
    return scoped(null, kinds, operations);
  }

  public static List<AdmissionRule> scoped(
      String scope, List<ResourceRule> kinds, String... operations) {
    return kinds.stream()
        .map(
            kind ->
                new AdmissionRule(
                    scope, kind.apiGroups(), List.of("*"), List.of(operations), kind.resources()))
        .toList();
  }

  /** Adds the subresources of the kinds. */
  public static List<ResourceRule> withSubresources(List<ResourceRule> kinds) {
    return kinds.stream()
        .map(kind -> new ResourceRule(kind.apiGroups(), withSubresources(kind)))
        .toList();
  }

  private static List<String> withSubresources(ResourceRule kind) {
    return kind.resources().contains("*")
        ? List.of("*/*")
        : kind.resources().stream().flatMap(p -> Stream.of(p, p + "/*")).toList();
  }
}
