package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

final class ReservedNamesSchema {
  private ReservedNamesSchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "The NameReservations as the admission policy softdelete-reservations reads them. The"
            + " operator keeps it in line with them; it is nothing to edit.");
    schema.getProperties().remove("status");
    schema.setRequired(List.of("spec"));
    Fields.describe(schema, "spec", "Who may take which names and hosts.");
    // Or the API server would note the owner of each of thousands of keys.
    List.of("names", "hosts", "wildcards")
        .forEach(map -> Fields.at(schema, "spec." + map).setXKubernetesMapType("atomic"));
  }
}
