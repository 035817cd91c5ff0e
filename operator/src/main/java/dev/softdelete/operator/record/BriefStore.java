package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/**
 * The records that the watch reports, without what others write to them and nobody here reads. So
 * the memory of a replica depends on the number of records, and not on their annotations.
 */
public final class BriefStore extends BasicItemStore<DeletedResource> {
  private final SharedRequesters requesters = new SharedRequesters();

  public BriefStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public DeletedResource put(String key, DeletedResource record) {
    return super.put(key, requesters.in(BriefRecord.of(record)));
  }
}
