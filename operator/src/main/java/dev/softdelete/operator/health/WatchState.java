package dev.softdelete.operator.health;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/**
 * The state of an informer.
 *
 * @param path the path that it lists and watches
 * @param running false when it has ended and nothing starts it again
 * @param watching false when it has no connection at the moment and will try again
 */
public record WatchState(String path, boolean running, boolean watching) {

  public static WatchState of(String path, SharedIndexInformer<?> informer) {
    return new WatchState(path, informer.isRunning(), informer.isWatching());
  }
}
