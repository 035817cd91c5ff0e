package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * The reservation of what a record speaks of, in the way of its restore. Whoever may restore it,
 * wherever that is, may have there what was its.
 */
public final class OwnReservation {
  private final ApiServer api;
  private final Reservations reservations;
  private final ReservationLookup lookup;

  public OwnReservation(ApiServer api, Reservations reservations, ReservationCatalog catalog) {
    this.api = api;
    this.reservations = reservations;
    this.lookup = catalog;
  }

  /**
   * Lets it in, where nothing else refuses it.
   *
   * @param manifest of what was refused
   * @return whether it was kept out until now; everybody knows of it a moment later
   */
  public boolean admit(DeletedResource record, ObjectNode manifest) {
    Optional<NameReservation> then = admitting(record, manifest);
    then.ifPresent(reservations::admit);
    return then.isPresent();
  }

  /** Whether {@link #admit} would let it in. */
  public boolean refuses(DeletedResource record, ObjectNode manifest) {
    return admitting(record, manifest).isPresent();
  }

  private Optional<NameReservation> admitting(DeletedResource record, ObjectNode manifest) {
    var object = new KubeObject(manifest);
    ResourceType type = ResourceType.of(record.getSpec().resource());
    var wanted =
        new ReservationDecision.Wanted(
            type.group(),
            type.plural(),
            Optional.of(
                ReservedKey.of(type.group(), type.plural(), object.namespace(), object.name())),
            manifest,
            Optional.empty());
    return reservations
        .find(record)
        .map(own -> Readmission.of(own, object.namespace()))
        .filter(then -> Readmission.helps(then, wanted, tenancy(type, object), lookup));
  }

  private Tenancy tenancy(ResourceType type, KubeObject object) {
    return Tenancy.of(
        type.group(),
        type.plural(),
        object.namespace(),
        object,
        namespace ->
            api.findMetadata(ResourceType.NAMESPACES.path(Optional.empty(), namespace))
                .map(KubeObject::labels));
  }
}
