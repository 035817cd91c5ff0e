package dev.softdelete.operator.health;

import java.time.Duration;
import java.util.Optional;

/**
 * What a work queue is doing. Items that fail and are tried again are no sign of trouble.
 *
 * @param open whether it takes work
 * @param oldest the item that has been worked on for the longest time
 */
public record QueueState(String name, boolean open, Optional<Busy> oldest) {

  /** An item that a worker has not come back from. */
  public record Busy(String item, Duration since) {}
}
