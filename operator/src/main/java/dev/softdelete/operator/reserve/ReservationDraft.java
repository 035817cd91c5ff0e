package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.Terms;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordName;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drafts the reservation of a record from the terms that are frozen in the record. */
final class ReservationDraft {
  private ReservationDraft() {}

  /** Returns the draft; empty if the terms ask for no reservation, or if the tenant is unknown. */
  static Optional<NameReservation> of(ObjectNode drafted, KubeObject deleted) {
    // Most records have no such terms, and every capture calls this method.
    JsonNode frozen = drafted.at("/spec/terms");
    if (!frozen.hasNonNull("nameReservation") || !frozen.hasNonNull("tenant")) {
      return Optional.empty();
    }
    var record = Json.as(DeletedResourceSpec.class, drafted.path("spec"));
    Terms terms = record.terms();
    var resource = record.resource();
    List<String> hosts =
        Hosts.of(
                GroupVersion.of(resource.apiVersion()).group(), resource.resource(), deleted.json())
            .stream()
            .filter(Hosts::reservable)
            .toList();
    var reservation = new NameReservation();
    reservation.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(record))
            .withLabels(Map.of(ManagedBy.LABEL, ManagedBy.OPERATOR))
            .build());
    reservation.setSpec(
        new NameReservationSpec(
            resource,
            hosts,
            terms.tenant(),
            tenantLabel(record, deleted),
            terms.nameReservation(),
            null,
            null));
    return Optional.of(reservation);
  }

  /**
   * Returns the tenant label; null for a Namespace that did not have it, because no label then
   * shows the tenant of a new Namespace.
   */
  private static String tenantLabel(DeletedResourceSpec record, KubeObject deleted) {
    String label = record.terms().tenantLabel();
    boolean told = !deleted.labels().getOrDefault(label, "").isEmpty();
    return told || !ResourceType.of(record.resource()).isNamespaces() ? label : null;
  }

  /** Returns the name of the reservation. It does not depend on when or where it is derived. */
  static String name(DeletedResourceSpec record) {
    var deleted = record.resource();
    return RecordName.of(deleted.kind(), deleted.name(), deleted.uid());
  }
}
