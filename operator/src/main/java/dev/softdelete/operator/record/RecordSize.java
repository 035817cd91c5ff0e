package dev.softdelete.operator.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;

/**
 * The size of a record, which counts in the limits as the snapshot does. What others write to a
 * record is not in it: the watch does not keep that, and an admission policy bounds it. Each
 * version of a record is measured once.
 */
final class RecordSize {
  private final Cache<DeletedResource, Long> known = Caffeine.newBuilder().weakKeys().build();

  long of(DeletedResource record) {
    return known.get(record, r -> of(Json.tree(r)));
  }

  private static long of(JsonNode record) {
    return Json.bytes(record).length;
  }
}
