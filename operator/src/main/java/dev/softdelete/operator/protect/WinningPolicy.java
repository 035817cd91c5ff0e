package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.policy.TermsMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Knows the policy that sets the terms of an object in a request. */
public record WinningPolicy(
    Supplier<List<SoftDeletePolicy>> policies,
    Function<String, Optional<NamespaceState>> namespaces) {

  /** Returns the mark of the policy; empty if no policy selects the object. */
  Optional<String> mark(AdmissionRequest request, KubeObject object) {
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
