package dev.softdelete.operator.health;

import java.util.List;
import java.util.Set;

/**
 * What is known of the parts that run all the time.
 *
 * @param reconcilersStarted whether JOSDK says that it runs
 * @param watches of all parts, those of the reconcilers included
 * @param silent the paths of watches that should have come back by now
 */
public record Vitals(
    boolean reconcilersStarted,
    List<QueueState> queues,
    List<WatchState> watches,
    Set<String> silent) {}
