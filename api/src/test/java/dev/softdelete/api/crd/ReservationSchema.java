package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

final class ReservationSchema {
  private ReservationSchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "Keeps the name, and the DNS hosts, of what was deleted for its tenant, until a while after"
            + " its purge. Deleting it releases them at once.");
    schema.getProperties().remove("status");
    schema.setRequired(List.of("spec"));
    Fields.describe(schema, "spec", "What is reserved, for whom, and until when.");
    JSONSchemaProps expiration = Fields.at(schema, "spec.expirationTime");
    expiration.setFormat("date-time");
    expiration.setMaxLength(64L);
  }
}
