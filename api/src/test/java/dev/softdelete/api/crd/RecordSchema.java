package dev.softdelete.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

final class RecordSchema {
  private static final String JUST_DELETED =
      """
      state: DELETED
      conditions:
      - type: Deleted
        status: "True"
        reason: SoftDeleted
        message: Deleted, and restorable until its purge time.
      """;

  private RecordSchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "A DeletedResource is the record of one deletion. It says what was deleted, when and by"
            + " whom, and when it is purged. Deleting a DeletedResource purges what was deleted.");
    schema.setRequired(List.of("spec"));
    Fields.describe(
        schema,
        "spec",
        "What was deleted, and on which terms it is kept. Users may change only purgeTime and"
            + " legalHold.");
    Fields.describe(schema, "status", "What the operator reports about the restore and the purge.");

    timestamp(Fields.at(schema, "spec.deletionTime"));
    timestamp(Fields.at(schema, "spec.purgeTime"));

    // A record is true from its creation on, without a write of its status. A default cannot tell
    // the time, so its condition has none.
    Fields.at(schema, "status").setDefault(Serialization.unmarshal(JUST_DELETED, JsonNode.class));
    ConditionsSchema.complete(Fields.at(schema, "status.conditions"));
  }

  /** CEL compares it as a timestamp. */
  private static void timestamp(JSONSchemaProps field) {
    field.setFormat("date-time");
    field.setMaxLength(64L);
  }
}
