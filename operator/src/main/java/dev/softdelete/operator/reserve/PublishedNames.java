package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the reservations to where the API server looks them up. Many captures at a time wait for
 * one write.
 */
final class PublishedNames {
  /** A watch that has not told of a write by then has been cut off, and reads all anew. */
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

  private final ApiServer api;
  private final ReservationCatalog catalog;
  private final Map<String, Written> unseen = new ConcurrentHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private Map<String, ReservedNamesSpec> published = Map.of();
  private long done;

  /** A reservation as the API server took it, of which the watch may not have told yet. */
  private record Written(NameReservation reservation, Instant at) {}

  PublishedNames(ApiServer api, ReservationCatalog catalog) {
    this.api = api;
    this.catalog = catalog;
  }

  /** Returns once the API server has it. */
  void include(NameReservation reservation) {
    unseen.put(reservation.getMetadata().getName(), new Written(reservation, Instant.now()));
    publish(asked.incrementAndGet());
  }

  void forget(String reservation) {
    unseen.remove(reservation);
  }

  private synchronized void publish(long request) {
    if (done < request) {
      long covered = asked.get();
      publishChanges();
      done = covered;
    }
  }

  /** Brings in what the watch has told of. */
  synchronized void publishChanges() {
    if (!catalog.synced()) {
      throw new IllegalStateException("the name reservations that there are were not read yet");
    }
    Map<String, ReservedNamesSpec> wanted = Shards.of(all().values());
    wanted.forEach(
        (name, spec) -> {
          if (!spec.equals(published.get(name))) {
            api.apply(path(name), manifest(name, spec));
          }
        });
    published.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> api.delete(path(name)));
    published = wanted;
  }

  /** Forgets what it has published, and reads that from the API server. */
  synchronized void repair() {
    var there = new HashMap<String, ReservedNamesSpec>();
    new MetadataList(api)
        .forEach(
            ResourceType.RESERVED_NAMES.path(), "", shard -> there.put(shard.name(), nothing()));
    published = there;
    publishChanges();
  }

  private static ReservedNamesSpec nothing() {
    return new ReservedNamesSpec(null, null, null);
  }

  private Map<String, NameReservation> all() {
    var all = new TreeMap<String, NameReservation>();
    catalog.all().forEach(r -> all.put(r.getMetadata().getName(), r));
    Instant now = Instant.now();
    unseen.values().removeIf(w -> w.at().plus(SEEN_WITHIN).isBefore(now) || isSeen(w));
    unseen.forEach((name, written) -> all.put(name, written.reservation()));
    return all;
  }

  private boolean isSeen(Written written) {
    var metadata = written.reservation().getMetadata();
    return catalog
        .find(metadata.getName())
        .filter(
            seen ->
                Long.parseLong(seen.getMetadata().getResourceVersion())
                    >= Long.parseLong(metadata.getResourceVersion()))
        .isPresent();
  }

  private static ObjectNode manifest(String name, ReservedNamesSpec spec) {
    ObjectNode manifest = Json.object();
    manifest.put("apiVersion", ResourceType.RESERVED_NAMES.apiVersion());
    manifest.put("kind", ResourceType.RESERVED_NAMES.kind());
    ObjectNode metadata = manifest.putObject("metadata").put("name", name);
    metadata.putObject("labels").put("app.kubernetes.io/managed-by", "soft-delete-operator");
    manifest.set("spec", Json.tree(spec));
    return manifest;
  }

  private static String path(String name) {
    return ResourceType.RESERVED_NAMES.path(Optional.empty(), name);
  }
}
