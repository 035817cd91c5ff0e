package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.PlainText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A record with only those annotations, labels and times of field ownership that the operator
 * reads. What users write to a record is bounded here, because every replica keeps it. Whoever
 * writes a whole record again reads it from the API server first.
 */
final class BriefRecord {
  private static final Set<String> OURS =
      Set.of(SoftDelete.KIND_LABEL, SoftDelete.NAME_LABEL, SoftDelete.DELETION_GROUP_LABEL);

  /** The annotations that decide what happens to a record. */
  private static final Set<String> READ =
      Set.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.RESTORE_AS_ANNOTATION,
          SoftDelete.RESTORE_NAMESPACE_ANNOTATION,
          SoftDelete.RESTORE_OVER_ANNOTATION,
          SoftDelete.ON_RECREATE_ANNOTATION,
          SoftDelete.UNLOCK_ANNOTATION,
          SoftDelete.RECLAIM_POLICY_ANNOTATION,
          RelocatedRecord.IN_PLACE_OF,
          RelocatedRecord.MOVES_TO);

  /** No valid value is as long. An invalid one stays invalid when it is cut. */
  private static final int LONGEST_VALUE = 1024;

  private static final int MOST_LABELS = 64;
  private static final int LABEL_CHARACTERS = 8 * 1024;

  private BriefRecord() {}

  /** Reduces the record, which is nobody else's yet, and returns it. */
  static DeletedResource of(DeletedResource record) {
    var metadata = record.getMetadata();
    if (metadata.getAnnotations() != null) {
      metadata.setAnnotations(annotations(metadata.getAnnotations()));
    }
    if (metadata.getLabels() != null) {
      metadata.setLabels(labels(metadata.getLabels()));
    }
    metadata.setManagedFields(BriefFieldTimes.of(record));
    return record;
  }

  private static Map<String, String> annotations(Map<String, String> all) {
    var kept = new TreeMap<String, String>();
    all.forEach(
        (key, value) -> {
          if (READ.contains(key)) {
            kept.put(key, PlainText.cut(value, LONGEST_VALUE));
          }
        });
    return kept;
  }

  /** Keeps our labels, and as many of the others as the operator itself writes. */
  private static Map<String, String> labels(Map<String, String> all) {
    var kept = new TreeMap<String, String>();
    int left = LABEL_CHARACTERS;
    for (Map.Entry<String, String> label : all.entrySet()) {
      int length = label.getKey().length() + label.getValue().length();
      if (OURS.contains(label.getKey())) {
        kept.put(label.getKey(), label.getValue());
      } else if (kept.size() < MOST_LABELS && length <= left) {
        left -= length;
        kept.put(label.getKey(), label.getValue());
      }
    }
    return kept;
  }
}
