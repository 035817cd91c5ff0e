package dev.softdelete.operator.purge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.Records;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.List;
import java.util.Map;

/** Records that a user wants purged, for the tests of this package. */
final class Purging {
  private Purging() {}

  static DeletedResource record(String purgeTime) {
    return Records.purgedAt(purgeTime, false);
  }

  /** Returns a record whose stamp from the API server says that a user moved its purge time. */
  static DeletedResource stamped(String purgeTime) {
    DeletedResource record = record(purgeTime);
    ObjectNode spec = Json.tree(record.getSpec());
    spec.putObject("purgeTimeMovedBy").put("username", "ann");
    record.setSpec(Json.as(DeletedResourceSpec.class, spec));
    return record;
  }

  static DeletedResource named(String name, DeletedResource record) {
    record.getMetadata().setName(name);
    record.getMetadata().setUid("uid-of-" + name);
    return record;
  }

  static DeletedResource deleted(String at, DeletedResource record) {
    record.getMetadata().setDeletionTimestamp(at);
    return record;
  }

  static DeletedResource moved(String at, String manager, DeletedResource record) {
    var fields = new FieldsV1();
    fields.setAdditionalProperty("f:spec", Map.of("f:purgeTime", Map.of()));
    record
        .getMetadata()
        .setManagedFields(
            List.of(
                new ManagedFieldsEntryBuilder()
                    .withManager(manager)
                    .withTime(at)
                    .withFieldsV1(fields)
                    .build()));
    return record;
  }
}
