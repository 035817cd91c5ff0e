package dev.softdelete.operator.health;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of a work queue. Items that fail and are tried again are not a problem.
 *
 * @param open whether it takes work
 * @param oldest the item that has been in progress for the longest time
 */
public record QueueState(String name, boolean open, Optional<Busy> oldest) {

  /** An item that a worker has not finished. */
  public record Busy(String item, Duration since) {}
}
