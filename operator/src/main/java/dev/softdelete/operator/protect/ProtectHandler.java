package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds our finalizers on API servers that cannot add them by themselves. The API server has already
 * decided that a policy covers the object, because it calls this webhook for covered objects only.
 * So every replica can answer.
 */
public final class ProtectHandler implements AdmissionHandler {
  private final WinningPolicy winning;
  private final Predicate<AdmissionRequest> mayBypass;

  public ProtectHandler(WinningPolicy winning, Predicate<AdmissionRequest> mayBypass) {
    this.winning = winning;
    this.mayBypass = mayBypass;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return request
        .object()
        .map(object -> answer(request, object))
        .orElseGet(AdmissionResponse::allowed);
  }

  private AdmissionResponse answer(AdmissionRequest request, KubeObject object) {
    var stamp = BypassStamp.of(object, request.oldObject(), () -> mayBypass.test(request));
    return StampPatch.of(object, finalizers(request, object, stamp), stamp.granted());
  }

  private List<String> finalizers(AdmissionRequest request, KubeObject object, BypassStamp stamp) {
    return Stream.of(
            object.finalizers().stream().filter(f -> !f.equals(SoftDelete.BYPASS_FINALIZER)),
            Stream.of(SoftDelete.RETAIN_FINALIZER),
            winning.marks(request).stream(),
            Stream.of(SoftDelete.BYPASS_FINALIZER).filter(f -> stamp.finalizer()))
        .flatMap(s -> s)
        .distinct()
        .toList();
  }
}
