package dev.softdelete.operator.restore;

import dev.softdelete.operator.capture.UnfinishedRestores;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.request.WaitingSince;
import java.time.Duration;

/**
 * Lets the restore of an object be finished before the object is captured again. If it cannot be
 * finished in time, for example because a webhook refuses the update, the object is captured as it
 * is.
 */
public final class FinishedBeforeCapture implements UnfinishedRestores {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final BegunRestores begun;
  private final WaitingSince waiting;

  /**
   * Creates an instance.
   *
   * @param waiting since when captures wait for restores
   */
  public FinishedBeforeCapture(BegunRestores begun, WaitingSince waiting) {
    this.begun = begun;
    this.waiting = waiting;
  }

  @Override
  public boolean includes(ObjectKey key, KubeObject deleted) {
    if (RestoreMark.on(deleted).isEmpty()) {
      return false;
    }
    waiting.start(deleted.uid());
    return waiting.within(deleted.uid(), LIMIT)
        && begun.see(deleted, key.path()) != BegunRestores.Next.NOTHING;
  }
}
