package dev.softdelete.operator.protect;

import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adds our finalizers again to an object that had them, and removes marks of policies from an
 * object that has not been under them. Does so on API servers that cannot do it by themselves.
 */
public final class KeepHandler implements AdmissionHandler {
  private final WinningPolicy winning;

  public KeepHandler(WinningPolicy winning) {
    this.winning = winning;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return request
        .object()
        .map(object -> FinalizerPatch.of(object, finalizers(request, object)))
        .orElseGet(AdmissionResponse::allowed);
  }

  private List<String> finalizers(AdmissionRequest request, KubeObject object) {
    List<String> before = request.oldObject().map(KubeObject::finalizers).orElse(List.of());
    Set<String> genuine = new HashSet<>(before);
    genuine.addAll(winning.marks(request));
    return Stream.concat(
            object.finalizers().stream()
                .filter(f -> !OurFinalizers.isTerms(f) || genuine.contains(f)),
            before.stream().filter(OurFinalizers::include))
        .distinct()
        .toList();
  }
}
