package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.NameRefusal;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses reserved names and hosts with the most suitable code. Without this webhook, the API
 * server itself refuses the same requests, with 403.
 */
public final class ReservedHandler implements AdmissionHandler {
  private static final int MOST_HOSTS = 100;

  private final ReservationLookup reservations;
  private final Function<String, Optional<NamespaceState>> namespaces;

  public ReservedHandler(
      ReservationLookup reservations, Function<String, Optional<NamespaceState>> namespaces) {
    this.reservations = reservations;
    this.namespaces = namespaces;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return request
        .object()
        .filter(object -> !large(request, object))
        .flatMap(
            object ->
                ReservationDecision.of(
                    wanted(request, object), tenancy(request, object), reservations))
        .<AdmissionResponse>map(taken -> refusal(request, taken))
        .orElseGet(AdmissionResponse::allowed);
  }

  /** Whether the API server decides by itself, which looks up hosts at a cost that has a bound. */
  private static boolean large(AdmissionRequest request, KubeObject object) {
    return Hosts.of(request.group(), request.resource(), object.json()).size() > MOST_HOSTS;
  }

  private static ReservationDecision.Wanted wanted(AdmissionRequest request, KubeObject object) {
    boolean named = request.operation().equals("CREATE") && !object.name().isEmpty();
    return new ReservationDecision.Wanted(
        request.group(),
        request.resource(),
        named
            ? Optional.of(
                ReservedKey.of(
                    request.group(), request.resource(), request.namespace(), object.name()))
            : Optional.empty(),
        object.json(),
        request.oldObject().map(KubeObject::json));
  }

  private Tenancy tenancy(AdmissionRequest request, KubeObject object) {
    return Tenancy.of(
        request.group(),
        request.resource(),
        request.namespace(),
        object,
        namespace -> namespaces.apply(namespace).map(NamespaceState::labels));
  }

  private static AdmissionResponse refusal(
      AdmissionRequest request, ReservationDecision.Taken taken) {
    NameReservation by = taken.by();
    String until =
        by.getSpec().expirationTime() == null
            ? "as long as what had it can be restored, and "
                + by.getSpec().duration()
                + " after its purge"
            : "until " + by.getSpec().expirationTime();
    return NameRefusal.of(
        request.group(),
        request.resource(),
        "%s is reserved for another tenant %s. Choose another, or have an administrator release it: kubectl delete namereservation %s"
            .formatted(taken.what(), until, by.getMetadata().getName()));
  }
}
