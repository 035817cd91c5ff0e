package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds our finalizers on API servers that cannot add them by themselves. The API server has already
 * decided that a policy covers the object, because it calls this webhook for covered objects only.
 * So every replica can answer.
 */
public final class ProtectHandler implements AdmissionHandler {
  private final WinningPolicy winning;

  public ProtectHandler(WinningPolicy winning) {
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
    return Stream.of(
            object.finalizers().stream(),
            Stream.of(SoftDelete.RETAIN_FINALIZER),
            winning.marks(request).stream())
        .flatMap(s -> s)
        .distinct()
        .toList();
  }
}
