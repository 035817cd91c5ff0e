package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.FieldTime;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds when a client other than the operator wrote a field of a record, as the API server noted
 * it.
 */
public final class FieldTimes {
  static final String OURS = "soft-delete-operator";

  private FieldTimes() {}

  /**
   * Returns the latest time at which a field manager other than ours wrote the field; empty if none
   * did.
   */
  public static Optional<Instant> writtenByOthers(DeletedResource record, String... path) {
    return latest(record, entry -> !OURS.equals(entry.getManager()) && owns(entry, path));
  }

  /** Returns the latest time at which any field manager wrote the field, whatever its name. */
  public static Optional<Instant> written(DeletedResource record, String... path) {
    return latest(record, entry -> owns(entry, path));
  }

  private static Optional<Instant> latest(
      DeletedResource record, Predicate<ManagedFieldsEntry> which) {
    return Objects.requireNonNullElse(
            record.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of())
        .stream()
        .filter(which)
        .flatMap(entry -> FieldTime.of(entry.getTime()).stream())
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
