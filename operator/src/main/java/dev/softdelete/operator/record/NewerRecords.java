package dev.softdelete.operator.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.snapshot.Format;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that a record of a newer operator is left alone, when a user requests its restore or
 * purge. The report is an event, because this operator must not write the status of such a record.
 */
public final class NewerRecords {
  private static final Logger log = LoggerFactory.getLogger(NewerRecords.class);

  private final RecordEvents events;
  private final Cache<String, Boolean> told =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build();

  public NewerRecords(RecordEvents events) {
    this.events = events;
  }

  public void leave(DeletedResource record) {
    var metadata = record.getMetadata();
    boolean purge = metadata.getDeletionTimestamp() != null;
    boolean restore =
        metadata.getAnnotations() != null
            && metadata.getAnnotations().containsKey(SoftDelete.RESTORE_ANNOTATION);
    if (!purge && !restore) {
      return;
    }
    if (told.asMap().putIfAbsent(metadata.getUid() + purge, true) == null) {
      String message = Format.leftAlone(record);
      log.warn("{}/{}: {}", metadata.getNamespace(), metadata.getName(), message);
      events.warning(record, "NewerFormat", message);
    }
  }
}
