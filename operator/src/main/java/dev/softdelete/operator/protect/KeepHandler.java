package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OurFinalizers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds our finalizers again to an object that had them, and removes marks of policies from an
 * object that has not been under them. Stamps the annotation that makes the next delete final. Does
 * so on API servers that cannot do it by themselves.
 */
public final class KeepHandler implements AdmissionHandler {
  private final WinningPolicy winning;
  private final Predicate<AdmissionRequest> mayBypass;

  public KeepHandler(WinningPolicy winning, Predicate<AdmissionRequest> mayBypass) {
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
    List<String> before = request.oldObject().map(KubeObject::finalizers).orElse(List.of());
    Set<String> genuine = new HashSet<>(before);
    genuine.addAll(winning.marks(request));
    boolean covered = before.contains(SoftDelete.RETAIN_FINALIZER);
    return Stream.of(
            object.finalizers().stream()
                .filter(f -> !OurFinalizers.isTerms(f) || genuine.contains(f)),
            before.stream().filter(OurFinalizers::include),
            Stream.of(SoftDelete.BYPASS_FINALIZER).filter(f -> stamp.finalizer() && covered))
        .flatMap(s -> s)
        .filter(f -> stamp.finalizer() || !f.equals(SoftDelete.BYPASS_FINALIZER))
        .distinct()
        .toList();
  }
}
