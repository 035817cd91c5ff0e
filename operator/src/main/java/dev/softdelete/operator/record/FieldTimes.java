package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** When somebody else than the operator wrote a field of a record, as the API server noted it. */
public final class FieldTimes {
  private static final String OURS = "soft-delete-operator";

  private FieldTimes() {}

  /** At the latest; empty where nobody did. */
  public static Optional<Instant> writtenByOthers(DeletedResource record, String... path) {
    return Objects.requireNonNullElse(
            record.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of())
        .stream()
        .filter(entry -> !OURS.equals(entry.getManager()) && owns(entry, path))
        .map(entry -> Instant.parse(entry.getTime()))
        .max(Instant::compareTo);
  }

  private static boolean owns(ManagedFieldsEntry entry, String... path) {
    Object at = entry.getFieldsV1() == null ? null : entry.getFieldsV1().getAdditionalProperties();
    for (String step : path) {
      at = at instanceof Map<?, ?> fields ? fields.get("f:" + step) : null;
    }
    return at != null;
  }
}
