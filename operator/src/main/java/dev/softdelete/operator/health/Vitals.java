package dev.softdelete.operator.health;

import java.util.List;
import java.util.Set;

/**
 * The state of the parts that run all the time.
 *
 * @param reconcilersStarted whether JOSDK reports that it runs
 * @param watches the watches of all parts, including those of the reconcilers
 * @param silent the paths of the watches that should have reconnected by now
 */
public record Vitals(
    boolean reconcilersStarted,
    List<QueueState> queues,
    List<WatchState> watches,
    Set<String> silent) {}
