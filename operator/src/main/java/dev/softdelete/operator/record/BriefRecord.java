package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A record without the annotations of others and without most of its field ownership. Whoever
 * writes a whole record again reads it from the API server first.
 */
final class BriefRecord {
  private static final String OURS = SoftDelete.GROUP + "/";
  private static final String SPEC = "f:spec";
  private static final Set<String> LOOKED_UP = Set.of("f:purgeTime", "f:restoreRequestId");
  private static final String METADATA = "f:metadata";
  private static final String ANNOTATIONS = "f:annotations";

  private BriefRecord() {}

  /** Reduces the record, which is nobody else's yet, and returns it. */
  static DeletedResource of(DeletedResource record) {
    var metadata = record.getMetadata();
    if (metadata.getAnnotations() != null) {
      Map<String, String> kept = new TreeMap<>(metadata.getAnnotations());
      kept.keySet().removeIf(key -> !key.startsWith(OURS));
      metadata.setAnnotations(kept);
    }
    metadata.setManagedFields(
        Objects.requireNonNullElse(metadata.getManagedFields(), List.<ManagedFieldsEntry>of())
            .stream()
            .map(BriefRecord::brief)
            .toList());
    return record;
  }

  /** Keeps the fields whose times are looked up: those of the spec, and our annotations. */
  private static ManagedFieldsEntry brief(ManagedFieldsEntry entry) {
    Map<String, Object> all =
        entry.getFieldsV1() == null ? Map.of() : entry.getFieldsV1().getAdditionalProperties();
    var fields = new FieldsV1();
    if (all.get(SPEC) instanceof Map<?, ?> spec) {
      Map<Object, Object> kept = new TreeMap<>(spec);
      kept.keySet().retainAll(LOOKED_UP);
      fields.setAdditionalProperty(SPEC, kept);
    }
    if (all.get(METADATA) instanceof Map<?, ?> metadata
        && metadata.get(ANNOTATIONS) instanceof Map<?, ?> annotations) {
      Map<Object, Object> kept = new TreeMap<>(annotations);
      kept.keySet().removeIf(key -> !key.toString().startsWith("f:" + OURS));
      fields.setAdditionalProperty(METADATA, Map.of(ANNOTATIONS, kept));
    }
    return new ManagedFieldsEntryBuilder(entry).withFieldsV1(fields).build();
  }
}
