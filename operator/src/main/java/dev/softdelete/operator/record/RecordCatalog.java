package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.recreate.DeletedNames;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The records there are now, as a watch has them. */
public final class RecordCatalog implements Supplier<List<DeletedResource>>, DeletedNames {
  private static final String BY_NAME = "name-of-the-deleted";

  private static final String BY_UID = "uid-of-the-deleted";
  private static final String BY_GROUP = "deletion-group";

  private volatile Optional<IndexerResourceCache<DeletedResource>> cache = Optional.empty();

  void follow(EventSourceContext<DeletedResource> context) {
    IndexerResourceCache<DeletedResource> primary = context.getPrimaryCache();
    primary.addIndexer(BY_NAME, record -> List.of(key(record.getSpec().resource())));
    primary.addIndexer(BY_UID, record -> List.of(record.getSpec().resource().uid()));
    primary.addIndexer(
        BY_GROUP,
        record -> Optional.ofNullable(record.getSpec().deletionGroup()).stream().toList());
    cache = Optional.of(primary);
  }

  @Override
  public List<DeletedResource> get() {
    return cache.map(c -> c.list().toList()).orElse(List.of());
  }

  public Optional<DeletedResource> find(String namespace, String name) {
    return cache.flatMap(c -> c.get(new ResourceID(name, namespace)));
  }

  @Override
  public List<DeletedResource> of(
      String group, String resource, Optional<String> namespace, String name) {
    return cache
        .map(c -> c.byIndex(BY_NAME, key(group, resource, namespace.orElse(""), name)))
        .orElse(List.of());
  }

  /** The record of that very object. */
  public Optional<DeletedResource> ofUid(String uid) {
    return cache.flatMap(c -> c.byIndex(BY_UID, uid).stream().findFirst());
  }

  /** The records of what went because that was deleted. */
  List<DeletedResource> ofGroup(String uid) {
    return cache.map(c -> c.byIndex(BY_GROUP, uid)).orElse(List.of());
  }

  /** How many name the policy. */
  public long count(String policy) {
    return get().stream().filter(r -> policy.equals(r.getSpec().policy())).count();
  }

  private static String key(ResourceIdentity deleted) {
    int slash = deleted.apiVersion().indexOf('/');
    return key(
        slash < 0 ? "" : deleted.apiVersion().substring(0, slash),
        deleted.resource(),
        deleted.namespace() == null ? "" : deleted.namespace(),
        deleted.name());
  }

  private static String key(String group, String resource, String namespace, String name) {
    return String.join("/", group, resource, namespace, name);
  }
}
