package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;

/**
 * The size of a record, which counts in the limits as the snapshot does. What others write to a
 * record is not in it: the watch keeps little of that, and an admission policy bounds it. Each
 * version of a record is measured once.
 */
public final class RecordSize {
  /** What an ordinary record takes at most. */
  private static final long ORDINARY = 4 * 1024;

  /** A snapshot is only stored. A record is kept in memory too, by every replica. */
  private static final long WEIGHT = 4;

  private final Cache<DeletedResource, Long> known = Caffeine.newBuilder().weakKeys().build();

  long of(DeletedResource record) {
    return known.get(record, r -> of(Json.tree(r)));
  }

  /** Returns what the record counts. What exceeds an ordinary record counts four times. */
  public static long of(JsonNode record) {
    long bytes = Json.bytes(record).length;
    return bytes + (WEIGHT - 1) * Math.max(0, bytes - ORDINARY);
  }
}
