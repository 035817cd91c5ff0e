package dev.softdelete.operator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.stream.Stream;

/**
 * An informer's store that keeps nothing, so that memory does not grow with the number of live
 * objects.
 */
public final class ForgetfulStore<T extends HasMetadata> implements ItemStore<T> {
  private final T removed;

  public ForgetfulStore() {
    this(null);
  }

  /**
   * Creates a store that pretends to have had an object whenever one is removed. An informer
   * reports the removal of a stored object only.
   */
  public ForgetfulStore(T removed) {
    this.removed = removed;
  }

  @Override
  public String getKey(T object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public T put(String key, T object) {
    return null;
  }

  @Override
  public T remove(String key) {
    return removed;
  }

  @Override
  public Stream<String> keySet() {
    return Stream.empty();
  }

  @Override
  public Stream<T> values() {
    return Stream.empty();
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public T get(String key) {
    return null;
  }

  @Override
  public boolean isFullState() {
    return false;
  }
}
