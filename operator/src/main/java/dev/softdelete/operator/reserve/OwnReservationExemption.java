package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * Lets a restore pass the reservation of its own object. A user who may restore the object, into
 * any namespace, may use the object's name and hosts there.
 */
public final class OwnReservationExemption {
  private final ApiServer api;
  private final Reservations reservations;
  private final ReservationLookup lookup;

  public OwnReservationExemption(
      ApiServer api, Reservations reservations, ReservationCatalog catalog) {
    this.api = api;
    this.reservations = reservations;
    this.lookup = catalog;
  }

  /**
   * Admits the restored object through its own reservation, if nothing else refuses it.
   *
   * @param manifest the manifest that was refused
   * @return whether the reservation refused the object until now; the change takes effect
   *     everywhere a moment later
   */
  public boolean admit(DeletedResource record, ObjectNode manifest) {
    Optional<NameReservation> then = admitting(record, manifest);
    then.ifPresent(reservations::admit);
    return then.isPresent();
  }

  /** Whether {@link #admit} would admit the object. */
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
        .map(own -> ReservationExemption.of(own, object.namespace()))
        .filter(then -> ReservationExemption.helps(then, wanted, tenancy(type, object), lookup));
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
