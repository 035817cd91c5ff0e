package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.ApiServer;
import java.util.Collection;
import java.util.List;

/**
 * Makes the API server itself refuse names and hosts that are reserved for other tenants. The
 * admission policy exists only while something is reserved or may be reserved. Otherwise a missing
 * CRD would affect requests that have nothing to do with reservations.
 */
public final class ReservationEnforcement {
  private final ApiServer api;
  private final OperatorIdentity operator;
  private ReservationManifests written;

  public ReservationEnforcement(ApiServer api, OperatorIdentity operator) {
    this.api = api;
    this.operator = operator;
  }

  /**
   * Writes the policy and its binding if they have changed.
   *
   * @param again whether to write them even if unchanged, because another client may have removed
   *     them
   */
  void write(
      List<SoftDeletePolicy> policies, Collection<NameReservation> reservations, boolean again) {
    var wanted = ReservationManifests.of(operator, policies, reservations);
    if (wanted.equals(written) && !(again && wanted.needed())) {
      return;
    }
    if (wanted.needed()) {
      api.apply(path(ReservationManifests.POLICIES), wanted.policy());
      api.apply(path(ReservationManifests.BINDINGS), wanted.binding());
    } else {
      remove(api);
    }
    written = wanted;
  }

  /**
   * Removes the policy and its binding. Also used when no operator remains to end a reservation.
   */
  public static void remove(ApiServer api) {
    for (String plural : List.of(ReservationManifests.BINDINGS, ReservationManifests.POLICIES)) {
      if (api.findMetadata(path(plural)).isPresent()) {
        api.delete(path(plural));
      }
    }
  }

  private static String path(String plural) {
    return AdmissionNames.path(plural, ReservationManifests.NAME);
  }
}
