package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.requester.RequesterSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The delete requests that this replica received, with their requesters. They are kept for a while,
 * because another replica may write the record later.
 */
public final class DeleteRequests {
  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /**
   * A request to delete an object that was not being deleted yet.
   *
   * @param what the object to delete
   * @param contested whether another user also requested the delete, so that it is not known which
   *     of the two requests succeeded
   * @param routine whether all of these requests are routine, as far as they show themselves
   * @param owners the uids of the owners of the object
   */
  public record Heard(
      ResourceIdentity what,
      Requester requester,
      boolean contested,
      boolean routine,
      List<String> owners) {}

  private final RecentEntries<String, Heard> byUid =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /**
   * Remembers a request. The last requester counts, because earlier requests may have been refused.
   *
   * @param routine whether the requester deletes the object as a matter of routine
   * @param owners the uids of the owners of the object
   */
  public void heard(
      ResourceIdentity what, Requester requester, boolean routine, List<String> owners) {
    Requester named = RequesterSummary.named(requester);
    byUid.merge(
        what.uid(),
        new Heard(what, named, false, routine, owners),
        (before, now) ->
            new Heard(
                what,
                named,
                before.contested() || !before.requester().equals(named),
                before.routine() && routine,
                owners));
  }

  /**
   * Remembers the delete of what lives under the name of a restore. Its record is wanted, whoever
   * asks for the restore: the delete is neither routine nor final. Therefore it counts as
   * contested.
   *
   * @param owners the uids of the owners of the object
   */
  public void heardOfRestore(ResourceIdentity what, Requester requester, List<String> owners) {
    Requester named = RequesterSummary.named(requester);
    byUid.merge(what.uid(), new Heard(what, named, true, false, owners), (before, now) -> now);
  }

  public Optional<Heard> of(String uid) {
    return byUid.find(uid);
  }

  /** Returns all remembered requests by the UID of the deleted object. */
  public Map<String, Heard> all() {
    return byUid.all();
  }

  /** Forgets the request. Call this only when it is not needed any more. */
  public void forget(String uid) {
    byUid.remove(uid);
  }
}
