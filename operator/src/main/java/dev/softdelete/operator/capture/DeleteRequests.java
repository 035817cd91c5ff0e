package dev.softdelete.operator.capture;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.softdelete.api.Requester;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who asked to delete what, as heard on this replica: kept a while, because a record that another
 * replica writes may come later. Nothing depends on it but {@code deletedBy}.
 */
public final class DeleteRequests {
  private static final long MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Cache<String, Requester> byUid =
      CacheBuilder.newBuilder().maximumSize(MANY).expireAfterWrite(REMEMBERED).build();

  /** The last to ask counts: it is their request that went through. */
  public void heard(String uid, Requester requester) {
    // What identifies a login, and not a person, is not for everybody who may list records.
    byUid.put(uid, new Requester(requester.username(), null, requester.groups(), null));
  }

  public Optional<Requester> of(String uid) {
    return Optional.ofNullable(byUid.getIfPresent(uid));
  }

  /** All that is remembered, by the uid of what was deleted. */
  public Map<String, Requester> all() {
    return byUid.asMap();
  }

  /** Not to be asked for again. */
  public void forget(String uid) {
    byUid.invalidate(uid);
  }
}
