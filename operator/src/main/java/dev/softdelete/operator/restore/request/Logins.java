package dev.softdelete.operator.restore.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.CreateUnderWay;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RequestTime;
import dev.softdelete.operator.requester.Login;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits how long the login of a requester is used, and removes it from the record afterwards. A
 * requester may have left a group since. What remains is the user name, and the rights that it has
 * by itself.
 */
public final class Logins {
  private static final Duration LATE_MEMBERS_WITHIN = Duration.ofMinutes(10);

  private final ApiServer api;
  private final InstantSource clock;
  private final Duration trusted;

  /**
   * The logins of restores that were finished a moment ago, by the uid of the record. The garbage
   * collector may delete members of the group only then, and they are restored too.
   */
  private final Cache<String, Requester> lately;

  /**
   * Creates an instance.
   *
   * @param clock returns the time by the API server's clock
   * @param trusted how long a login is used after the request
   */
  public Logins(ApiServer api, InstantSource clock, Duration trusted) {
    this.api = api;
    this.clock = clock;
    this.trusted = trusted;
    this.lately =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(
                trusted.compareTo(LATE_MEMBERS_WITHIN) < 0 ? trusted : LATE_MEMBERS_WITHIN)
            .build();
  }

  /**
   * Returns the request with the requester as they may act now. Removes a login from the record
   * when its time is over.
   */
  public RestoreRequest trusted(RestoreRequest request) {
    DeletedResource asked = request.root().orElse(request.record());
    if (!Login.in(request.requester().orElse(null))) {
      return request.root().flatMap(this::rememberedOf).map(request::by).orElse(request);
    }
    if (!expired(asked)) {
      return request;
    }
    replace(asked, false);
    return request.requester().map(Login::nameOf).map(request::by).orElse(request);
  }

  private Optional<Requester> rememberedOf(DeletedResource root) {
    return Optional.ofNullable(lately.getIfPresent(root.getMetadata().getUid()))
        .filter(login -> !expired(root));
  }

  private boolean expired(DeletedResource asked) {
    Instant now = clock.instant();
    return !now.isBefore(RequestTime.of(asked, now).plus(trusted));
  }

  /**
   * Ends the request: removes the restore annotation and the login. A later request by any user is
   * then recognized and stamped as a new request. It does not delete what lives, unless it says so
   * again.
   */
  public void end(DeletedResource record) {
    replace(record, annotations(record).containsKey(SoftDelete.RESTORE_ANNOTATION));
  }

  /**
   * Removes the login from a record whose restore is finished, or for which none is under way.
   *
   * @param record a record with which nothing is to be done now
   * @return when to look again, if a create that restores may be in progress
   */
  public Optional<Duration> tidy(DeletedResource record) {
    Requester by = record.getSpec().restoreRequestedBy();
    if (!Login.in(by)) {
      return Optional.empty();
    }
    if (RecordStep.state(record) == State.RESTORED) {
      lately.put(record.getMetadata().getUid(), by);
      replace(record, false);
      return Optional.empty();
    }
    if (RecordStep.comesBack(record)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<Instant> until = CreateUnderWay.until(record, now);
    if (until.isPresent()) {
      return until.map(end -> Duration.between(now, end));
    }
    replace(record, false);
    return Optional.empty();
  }

  private static Map<String, String> annotations(DeletedResource record) {
    return Objects.requireNonNullElse(record.getMetadata().getAnnotations(), Map.of());
  }

  /**
   * Replaces the login by the user name, and removes the annotation if wanted. Does nothing if the
   * record is gone or if a user has asked anew, because the patch tests which request it ends.
   */
  private void replace(DeletedResource record, boolean annotation) {
    ArrayNode patch = Json.object().arrayNode();
    var spec = record.getSpec();
    if (Login.in(spec.restoreRequestedBy())) {
      patch
          .addObject()
          .put("op", "replace")
          .put("path", "/spec/restoreRequestedBy")
          .set("value", Json.tree(Login.nameOf(spec.restoreRequestedBy())));
    }
    if (annotation) {
      Stream.of(SoftDelete.RESTORE_ANNOTATION, SoftDelete.RESTORE_OVER_ANNOTATION)
          .filter(annotations(record)::containsKey)
          .map(name -> "/metadata/annotations/" + name.replace("/", "~1"))
          .forEach(path -> patch.addObject().put("op", "remove").put("path", path));
    }
    if (patch.isEmpty()) {
      return;
    }
    if (spec.restoreRequestId() != null) {
      patch
          .insertObject(0)
          .put("op", "test")
          .put("path", "/spec/restoreRequestId")
          .put("value", spec.restoreRequestId());
    }
    try {
      api.jsonPatch(LiveRecord.path(record), patch);
    } catch (ApiException e) {
      if (!e.notFound() && e.code() != 422) {
        throw e;
      }
    }
  }
}
