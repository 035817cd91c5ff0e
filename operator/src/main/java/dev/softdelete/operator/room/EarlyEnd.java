package dev.softdelete.operator.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.LiveRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a record early by one write: its purge time becomes the present. What follows is the expiry
 * of any record. The watch reports the write a moment later, so it is remembered until then.
 */
final class EarlyEnd {
  private static final Logger log = LoggerFactory.getLogger(EarlyEnd.class);
  private static final Duration REPORTED_WITHIN = Duration.ofMinutes(1);
  private static final Duration NOT_TRIED_AGAIN = Duration.ofHours(1);

  private final ApiServer api;
  private final MeterRegistry meters;
  private final Cache<String, Boolean> ended =
      Caffeine.newBuilder().expireAfterWrite(REPORTED_WITHIN).build();
  private final Cache<String, Boolean> refused =
      Caffeine.newBuilder().expireAfterWrite(NOT_TRIED_AGAIN).build();

  EarlyEnd(ApiServer api, MeterRegistry meters) {
    this.api = api;
    this.meters = meters;
  }

  /** Whether the record was ended early a moment ago. */
  boolean isUnderWay(DeletedResource record) {
    return ended.getIfPresent(record.getMetadata().getUid()) != null;
  }

  /** Whether the API server has refused to end the record early. */
  boolean isRefused(DeletedResource record) {
    return refused.getIfPresent(record.getMetadata().getUid()) != null;
  }

  /**
   * Ends the record, unless it has changed since the decision: somebody may have asked for its
   * restore, or set a legal hold.
   *
   * @param now the current time by the API server's clock
   */
  void of(Candidate candidate, Instant now) {
    DeletedResource record = candidate.record();
    String uid = record.getMetadata().getUid();
    try {
      api.mergePatch(LiveRecord.path(record), patch(record, now));
      ended.put(uid, true);
      meters.counter("softdelete.records.ended.early", "why", candidate.why().label()).increment();
      log.info(
          "{}/{}: ends early to make room, as it is {}",
          record.getMetadata().getNamespace(),
          record.getMetadata().getName(),
          candidate.why().label());
    } catch (ApiException e) {
      if (e.code() == 403 || e.code() == 422) {
        refused.put(uid, true);
        log.warn("{}: does not end early: {}", LiveRecord.path(record), e.getMessage());
      } else if (!e.notFound() && !e.conflict()) {
        throw e;
      }
    }
  }

  /** The user who moved the purge time before did not move it to this time. */
  private static ObjectNode patch(DeletedResource record, Instant now) {
    ObjectNode patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", record.getMetadata().getResourceVersion());
    patch
        .putObject("spec")
        .put("purgeTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
        .putNull("purgeTimeMovedBy");
    return patch;
  }
}
