package dev.softdelete.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

final class ReservedNamesSchema {
  private ReservedNamesSchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "A ReservedNames object contains NameReservations in the form in which the admission policy"
            + " softdelete-reservations reads them. The operator writes it. Do not edit it.");
    schema.getProperties().remove("status");
    schema.setRequired(List.of("spec"));
    Fields.describe(schema, "spec", "The reserved names and hosts, and their tenants.");
    // Or the API server would note the owner of each of thousands of keys.
    List.of("names", "hosts", "wildcards", "below")
        .forEach(map -> Fields.at(schema, "spec." + map).setXKubernetesMapType("atomic"));
  }
}
