package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

final class ReservationSchema {
  private ReservationSchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "A NameReservation reserves the name and the DNS hosts of a deleted object for its tenant,"
            + " until some time after the purge. Deleting a NameReservation releases them.");
    schema.getProperties().remove("status");
    schema.setRequired(List.of("spec"));
    Fields.describe(
        schema, "spec", "The name and hosts, their tenant, and the end of the reservation.");
    JSONSchemaProps expiration = Fields.at(schema, "spec.expirationTime");
    expiration.setFormat("date-time");
    expiration.setMaxLength(64L);
  }
}
