package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The field ownership of a record, reduced to the times that {@link FieldTimes} is asked for. Who
 * may patch a record may write any field ownership to it, with any number of entries and keys.
 */
final class BriefFieldTimes {
  private static final String OTHERS = "others";
  private static final List<List<String>> LOOKED_UP =
      Stream.concat(
              Stream.of(List.of("spec", "purgeTime"), List.of("spec", "restoreRequestId")),
              Stream.concat(RequestTime.ASKING.stream(), Stream.of(SoftDelete.RESTORE_ANNOTATION))
                  .distinct()
                  .map(annotation -> List.of("metadata", "annotations", annotation)))
          .toList();

  private BriefFieldTimes() {}

  /** Returns at most two entries for each field: when we wrote it, and when others did. */
  static List<ManagedFieldsEntry> of(DeletedResource record) {
    var brief = new ArrayList<ManagedFieldsEntry>();
    for (List<String> field : LOOKED_UP) {
      String[] path = field.toArray(String[]::new);
      Optional<Instant> byOthers = FieldTimes.writtenByOthers(record, path);
      Optional<Instant> last = FieldTimes.written(record, path);
      byOthers.ifPresent(at -> brief.add(entry(OTHERS, at, field)));
      last.filter(at -> !byOthers.equals(last))
          .ifPresent(at -> brief.add(entry(FieldTimes.OURS, at, field)));
    }
    return brief;
  }

  private static ManagedFieldsEntry entry(String manager, Instant at, List<String> field) {
    Map<String, Object> nested = Map.of();
    for (String step : field.reversed()) {
      nested = Map.of("f:" + step, nested);
    }
    var fields = new FieldsV1();
    nested.forEach(fields::setAdditionalProperty);
    var entry = new ManagedFieldsEntry();
    entry.setManager(manager);
    entry.setTime(at.toString());
    entry.setFieldsV1(fields);
    return entry;
  }
}
