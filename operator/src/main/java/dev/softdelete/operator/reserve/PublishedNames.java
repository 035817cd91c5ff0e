package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the reservations to the objects in which the API server looks them up. Captures that wait
 * at the same time share one write.
 */
final class PublishedNames implements ResourceEventHandler<NameReservation> {
  /**
   * The time within which the watch reports a write. If it does not, it was interrupted and lists
   * all reservations again.
   */
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(PublishedNames.class);

  private final ApiServer api;
  private final ReservationCatalog catalog;
  private final Map<String, Written> unseen = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final Map<String, PublishedShard> published = new HashMap<>();
  private Map<String, ApiException> unwritten = Map.of();
  private Map<String, ApiException> undeleted = Map.of();
  private long done;
  private int unpublished;

  /** A reservation as the API server accepted it. The watch may not have reported it yet. */
  private record Written(NameReservation reservation, Instant at) {}

  PublishedNames(ApiServer api, ReservationCatalog catalog) {
    this.api = api;
    this.catalog = catalog;
    catalog.tell(this);
  }

  @Override
  public void onAdd(NameReservation added) {
    seen(added);
  }

  @Override
  public void onUpdate(NameReservation before, NameReservation now) {
    seen(now);
  }

  @Override
  public void onDelete(NameReservation deleted, boolean stateUnknown) {
    unseen.remove(deleted.getMetadata().getName());
    changed.set(true);
  }

  private void seen(NameReservation now) {
    unseen.computeIfPresent(
        now.getMetadata().getName(),
        (name, written) -> version(now) >= version(written.reservation()) ? null : written);
    changed.set(true);
  }

  private static long version(NameReservation reservation) {
    return Long.parseLong(reservation.getMetadata().getResourceVersion());
  }

  /** Publishes the reservation. Returns once the API server has stored it. */
  void include(NameReservation reservation) {
    unseen.put(reservation.getMetadata().getName(), new Written(reservation, Instant.now()));
    publish(asked.incrementAndGet(), reservation);
  }

  void forget(String reservation) {
    unseen.remove(reservation);
  }

  /** Publishes the changes. A refused write that concerns only other reservations is ignored. */
  private synchronized void publish(long request, NameReservation reservation) {
    if (done < request) {
      long covered = asked.get();
      publishChanges();
      done = covered;
    }
    unwritten.forEach(
        (shard, refusal) -> {
          if (Shards.concerns(shard, reservation)) {
            throw refusal;
          }
        });
  }

  /** Publishes the changes that the watch has reported, if there are any. */
  void follow() {
    if (changed.getAndSet(false)) {
      try {
        publishAll();
      } catch (RuntimeException e) {
        changed.set(true);
        throw e;
      }
    }
  }

  private synchronized void publishAll() {
    publishChanges();
    Stream.of(unwritten, undeleted)
        .flatMap(refused -> refused.values().stream())
        .findFirst()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * Writes the changed objects and deletes the obsolete ones. A refused write does not stop the
   * other writes. An obsolete object stays while the write of an object that replaces it is
   * refused.
   */
  private synchronized void publishChanges() {
    if (!catalog.synced()) {
      throw new IllegalStateException("the name reservations that there are were not read yet");
    }
    Collection<NameReservation> all = all().values();
    List<NameReservation> chosen = FairShare.of(all);
    unpublished(all.size() - chosen.size());
    Map<String, ReservedNamesSpec> wanted = Shards.of(chosen);
    var refused = new TreeMap<String, ApiException>();
    wanted.forEach((name, spec) -> write(name, spec).ifPresent(e -> refused.put(name, e)));
    unwritten = refused;
    var kept = new TreeMap<String, ApiException>();
    for (String name : List.copyOf(published.keySet())) {
      if (!wanted.containsKey(name)
          && refused.keySet().stream().noneMatch(u -> Shards.related(u, name))) {
        delete(name).ifPresent(e -> kept.put(name, e));
      }
    }
    undeleted = kept;
  }

  private void unpublished(int now) {
    if (now != unpublished && now > 0) {
      log.warn(
          "{} name reservations are more than their tenants' share of what the API server looks up:"
              + " only the webhook refuses these names to other tenants",
          now);
    }
    unpublished = now;
  }

  private Optional<ApiException> write(String name, ReservedNamesSpec spec) {
    PublishedShard before = published.get(name);
    if (before != null && spec.equals(before.spec())) {
      return Optional.empty();
    }
    // Until the answer arrives, and if it is lost, the object may have the old or the new content.
    published.put(name, PublishedShard.unknown(before == null ? "" : before.version()));
    try {
      String version = api.apply(path(name), PublishedShard.manifest(name, spec)).resourceVersion();
      published.put(name, new PublishedShard(version, spec));
      return Optional.empty();
    } catch (ApiException refusal) {
      return Optional.of(refusal);
    }
  }

  /**
   * Deletes an obsolete object. Each of its names is also in another object, or no longer reserved.
   */
  private Optional<ApiException> delete(String name) {
    try {
      api.delete(path(name));
      published.remove(name);
      return Optional.empty();
    } catch (ApiException refusal) {
      return Optional.of(refusal);
    }
  }

  /** Reads all published objects, and repairs those that differ from what was written. */
  synchronized void repair() {
    var there = new HashMap<String, PublishedShard>();
    new MetadataList(api)
        .forEach(
            ResourceType.RESERVED_NAMES.path(),
            "",
            shard -> {
              PublishedShard known = published.get(shard.name());
              boolean same = known != null && known.version().equals(shard.resourceVersion());
              there.put(
                  shard.name(), same ? known : PublishedShard.unknown(shard.resourceVersion()));
            });
    published.clear();
    published.putAll(there);
    publishAll();
  }

  private Map<String, NameReservation> all() {
    var all = new TreeMap<String, NameReservation>();
    catalog.all().forEach(r -> all.put(r.getMetadata().getName(), r));
    Instant now = Instant.now();
    unseen.values().removeIf(w -> w.at().plus(SEEN_WITHIN).isBefore(now));
    unseen.forEach((name, written) -> all.put(name, written.reservation()));
    return all;
  }

  private static String path(String name) {
    return ResourceType.RESERVED_NAMES.path(Optional.empty(), name);
  }
}
