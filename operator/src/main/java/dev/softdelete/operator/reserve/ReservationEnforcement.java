package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.Operator;
import dev.softdelete.operator.kube.ApiServer;
import java.util.Collection;
import java.util.List;

/**
 * Has the API server refuse, by itself, what is reserved for others. There is nothing of it where
 * nothing is or may be reserved: a CRD that is missing then concerns nobody.
 */
public final class ReservationEnforcement {
  private final ApiServer api;
  private final Operator operator;
  private ReservationManifests written;

  public ReservationEnforcement(ApiServer api, Operator operator) {
    this.api = api;
    this.operator = operator;
  }

  /**
   * Writes what has changed.
   *
   * @param again whether to write it in any case, because somebody may have removed it
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

  /** Also for when nobody is left to end a reservation. */
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
