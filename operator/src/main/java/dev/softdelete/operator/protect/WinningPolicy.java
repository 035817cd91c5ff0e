package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.policy.TermsMark;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows the policy that sets the terms of an object in a request. */
public record WinningPolicy(
    Supplier<List<SoftDeletePolicy>> policies,
    Function<String, Optional<NamespaceState>> namespaces) {

  /**
   * Returns the mark of the policy for the object as it will be, and as it was before the update.
   * An update of an object that is older than a policy must not be faster than the sweep.
   */
  Set<String> marks(AdmissionRequest request) {
    return Stream.concat(request.object().stream(), request.oldObject().stream())
        .flatMap(object -> mark(request, object).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<String> mark(AdmissionRequest request, KubeObject object) {
    Map<String, String> labels =
        request.namespace().flatMap(namespaces).map(NamespaceState::labels).orElse(Map.of());
    return PolicySelection.first(policies.get(), type(request), object, labels).map(TermsMark::of);
  }

  private static ResourceType type(AdmissionRequest request) {
    return ResourceType.of(
        request.group(),
        request.version(),
        request.resource(),
        request.kind(),
        request.namespace().isPresent());
  }
}
