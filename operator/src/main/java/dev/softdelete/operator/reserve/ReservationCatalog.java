package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.ResourceType;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The current reservations on each replica, as its watch reports them. */
public final class ReservationCatalog implements ReservationLookup, AutoCloseable {
  private static final String BY_KEY = "key";
  private static final String BY_HOST = "host";
  private static final String BY_PLACE = "place";

  private final SharedIndexInformer<NameReservation> informer;

  /** Starts the watch. If the CRD does not exist yet, the watch waits for it. */
  public ReservationCatalog(KubernetesClient client) {
    informer =
        client
            .resources(NameReservation.class)
            .runnableInformer(0)
            .exceptionHandler((started, t) -> true);
    informer.addIndexers(
        Map.of(
            BY_KEY, r -> List.of(ReservedKey.of(r.getSpec().resource())),
            BY_HOST, r -> r.getSpec().hosts(),
            BY_PLACE,
                r -> List.of(Objects.requireNonNullElse(r.getSpec().resource().namespace(), ""))));
    var _ = informer.start();
  }

  /** Returns the state of the watch, for the liveness probe. */
  public WatchState watch() {
    return WatchState.of(ResourceType.NAME_RESERVATIONS.path(), informer);
  }

  @Override
  public void close() {
    informer.stop();
  }

  void tell(ResourceEventHandler<NameReservation> follower) {
    informer.addEventHandler(follower);
  }

  /** Whether the watch has listed all reservations once. */
  boolean synced() {
    return informer.hasSynced();
  }

  List<NameReservation> all() {
    return informer.getStore().list();
  }

  /** Returns the reservations of objects of a namespace; "" for objects that are in none. */
  List<NameReservation> ofNamespace(String namespace) {
    return informer.getIndexer().byIndex(BY_PLACE, namespace);
  }

  Optional<NameReservation> find(String name) {
    return Optional.ofNullable(informer.getStore().getByKey(name));
  }

  @Override
  public List<NameReservation> named(String key) {
    return informer.getIndexer().byIndex(BY_KEY, key);
  }

  @Override
  public List<NameReservation> answeringFor(String host) {
    if (host.startsWith("*.")) {
      return all().stream().filter(r -> overlaps(r, host)).toList();
    }
    var found = new ArrayList<>(informer.getIndexer().byIndex(BY_HOST, host));
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      found.addAll(informer.getIndexer().byIndex(BY_HOST, "*" + host.substring(dot)));
    }
    return found;
  }

  private static boolean overlaps(NameReservation reservation, String host) {
    return reservation.getSpec().hosts().stream()
        .anyMatch(reserved -> Hosts.overlap(reserved, host));
  }
}
