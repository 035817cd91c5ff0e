package dev.softdelete.operator.reserve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Moves a reservation through its life, along with its record. Each step can be repeated safely. No
 * step is taken for a reservation that no longer exists, because an administrator has released it.
 */
public final class Reservations implements NameHolder {
  private final ApiServer api;
  private final ServerClock clock;
  private final ReservationCatalog catalog;
  private final PublishedNames published;

  public Reservations(ApiServer api, ServerClock clock, ReservationCatalog catalog) {
    this.api = api;
    this.clock = clock;
    this.catalog = catalog;
    this.published = new PublishedNames(api, catalog);
  }

  /**
   * Whether the message is a refusal by our admission policy, which the API server sends if it did
   * not call the webhook.
   */
  public static boolean refuse(String message) {
    return message.contains("ValidatingAdmissionPolicy '" + ReservationManifests.NAME + "'");
  }

  PublishedNames published() {
    return published;
  }

  @Override
  public void hold(ObjectNode record, KubeObject deleted) {
    ReservationDraft.of(record, deleted)
        .flatMap(draft -> create(Json.tree(draft), draft.getMetadata().getName()))
        .ifPresent(published::include);
  }

  @Override
  public int reserved(Optional<String> namespace, Predicate<String> recorded) {
    return catalog.ofNamespace(namespace.orElse("")).stream()
        .map(NameReservation::getSpec)
        .mapToInt(r -> r.hosts().size() + (recorded.test(r.resource().uid()) ? 0 : 1))
        .sum();
  }

  private Optional<NameReservation> create(ObjectNode draft, String name) {
    try {
      return Optional.of(typed(api.create(ResourceType.NAME_RESERVATIONS.path(), draft)));
    } catch (ApiException e) {
      if (e.alreadyExists()) {
        return find(name);
      }
      throw e;
    }
  }

  /** Starts the clock. From now on, the name stays reserved for the duration of the reservation. */
  public void startClock(DeletedResource record) {
    find(record).filter(r -> r.getSpec().expirationTime() == null).ifPresent(this::startClock);
  }

  void startClock(NameReservation reservation) {
    var end = ReservationStep.expiration(reservation, clock.now()).truncatedTo(ChronoUnit.SECONDS);
    patch(reservation, Json.object().put("expirationTime", end.toString()));
  }

  /**
   * Deletes the reservation, for example because the restored object holds its name itself again.
   */
  public void lift(DeletedResource record) {
    if (record.getSpec().terms().nameReservation() != null) {
      String name = ReservationDraft.name(record.getSpec());
      published.forget(name);
      api.delete(path(name));
    }
  }

  /** Writes the reservation that {@link ReservationExemption} computed. */
  void admit(NameReservation then) {
    NameReservationSpec terms = then.getSpec();
    ObjectNode spec = Json.object().put("expirationTime", terms.expirationTime());
    ArrayNode namespaces = spec.putArray("restoreNamespaces");
    terms.restoreNamespaces().forEach(namespaces::add);
    patch(then, spec);
  }

  private void patch(NameReservation reservation, ObjectNode spec) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .put("resourceVersion", reservation.getMetadata().getResourceVersion());
    patch.set("spec", spec);
    published.include(typed(api.mergePatch(path(reservation.getMetadata().getName()), patch)));
  }

  Optional<NameReservation> find(DeletedResource record) {
    return record.getSpec().terms().nameReservation() == null
        ? Optional.empty()
        : find(ReservationDraft.name(record.getSpec()));
  }

  Optional<NameReservation> find(String name) {
    return api.find(path(name)).map(KubeObject::parse).map(Reservations::typed);
  }

  private static NameReservation typed(KubeObject object) {
    return Json.as(NameReservation.class, object.json());
  }

  static String path(String name) {
    return ResourceType.NAME_RESERVATIONS.path(Optional.empty(), name);
  }
}
