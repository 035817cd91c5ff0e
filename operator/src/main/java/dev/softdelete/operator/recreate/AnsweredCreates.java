package dev.softdelete.operator.recreate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.AnsweredCreate;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The creates that were answered with a deleted object. The API server asks once for each policy
 * that covers the kind, under a new uid and possibly another replica. After the first answer, the
 * manifest is that of the deleted object.
 */
final class AnsweredCreates {
  /** The API server gives a create 34 seconds. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Function<RestoreMark, Optional<DeletedResource>> records;

  /** The answers of this replica. A dry run is noted nowhere else. */
  private final Cache<String, Boolean> here =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build();

  /**
   * Creates an empty collection.
   *
   * @param records returns the record that a mark names, as the API server has it
   */
  AnsweredCreates(Function<RestoreMark, Optional<DeletedResource>> records) {
    this.records = records;
  }

  /**
   * Adds a create.
   *
   * @param request the uid of the admission request
   */
  void add(String request) {
    here.put(request, true);
  }

  /** Whether the object is the answer to one of them. A mark that says so can be forged. */
  boolean include(KubeObject created) {
    return RestoreMark.on(created)
        .filter(mark -> !mark.request().isEmpty())
        .filter(mark -> here.getIfPresent(mark.request()) != null || noted(mark))
        .isPresent();
  }

  private boolean noted(RestoreMark mark) {
    try {
      return records
          .apply(mark)
          .map(record -> record.getSpec().answeredCreate())
          .map(AnsweredCreate::request)
          .filter(mark.request()::equals)
          .isPresent();
    } catch (ApiException | UncheckedIOException e) {
      return false;
    }
  }
}
