package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who asked to delete what, as heard on this replica: kept a while, because a record that another
 * replica writes may come later.
 */
public final class DeleteRequests {
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /**
   * A request to delete something that nobody was deleting yet.
   *
   * @param what it was
   * @param contested whether somebody else asked too: which of the two went through is not known
   */
  public record Heard(ResourceIdentity what, Requester requester, boolean contested) {}

  private final RecentEntries<String, Heard> byUid =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /** The last to ask counts: the requests before may have been refused. */
  public void heard(ResourceIdentity what, Requester requester) {
    Requester named = Deleter.named(requester);
    byUid.merge(
        what.uid(),
        new Heard(what, named, false),
        (before, now) ->
            new Heard(what, named, before.contested() || !before.requester().equals(named)));
  }

  public Optional<Heard> of(String uid) {
    return byUid.find(uid);
  }

  /** All that is remembered, by the uid of what was deleted. */
  public Map<String, Heard> all() {
    return byUid.all();
  }

  /** Not to be asked for again. */
  public void forget(String uid) {
    byUid.remove(uid);
  }
}
