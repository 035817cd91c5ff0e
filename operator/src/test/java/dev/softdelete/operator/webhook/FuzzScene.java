package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.capture.DeleteHandler;
import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.SubjectAccess;
import dev.softdelete.operator.observe.Observations;
import dev.softdelete.operator.observe.ObserveHandler;
import dev.softdelete.operator.protect.KeepHandler;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.protect.MayBypass;
import dev.softdelete.operator.protect.ProtectHandler;
import dev.softdelete.operator.protect.WinningPolicy;
import dev.softdelete.operator.protect.admission.FallbackManifests;
import dev.softdelete.operator.purge.PurgeRequests;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.recreate.HeldUpdateHandler;
import dev.softdelete.operator.recreate.RecreateHandler;
import dev.softdelete.operator.recreate.UncheckedCreates;
import dev.softdelete.operator.recreate.WaitLimits;
import dev.softdelete.operator.requester.kind.Creation;
import dev.softdelete.operator.requester.kind.RequesterDecision;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.reserve.ReservationLookup;
import dev.softdelete.operator.reserve.ReservedHandler;
import dev.softdelete.operator.restore.RequesterHandler;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.create.LiveOwners;
import dev.softdelete.operator.restore.create.RestoreManifests;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.snapshot.StoredObject;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Every path of the webhook, with the deleted ConfigMaps "kept" (Reject), "back" (Restore) and
 * "free" (Allow) in the namespace "ns", each also as a held object.
 */
final class FuzzScene {
  private static final List<String> OPEN =
      List.of(
          FallbackManifests.PROTECT_PATH,
          FallbackManifests.KEEP_PATH,
          FallbackManifests.REQUESTER_PATH);

  private static final SoftDeletePolicy OBSERVING =
      PolicyFixture.policy(
          """
          {"resources": [{"apiGroups": ["*"], "resources": ["*"]}], "enforcement": "Observe"}
          """);

  private static final List<String> SECRET =
      List.of(
          Routes.RECREATE,
          Routes.HELD,
          Routes.RESERVED,
          Routes.DELETE,
          Routes.PURGE,
          Routes.OBSERVE + "/" + Observations.id(OBSERVING) + "/" + ObserveHandler.DELETE,
          Routes.OBSERVE + "/" + Observations.id(OBSERVING) + "/" + ObserveHandler.CREATE);

  private final List<SoftDeletePolicy> policies =
      List.of(policy("kept", "Reject"), policy("back", "Restore"), policy("free", "Allow"));

  private final Map<String, DeletedResource> archived = new LinkedHashMap<>();
  private final Map<String, DeletedResource> held = new LinkedHashMap<>();
  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final ApiServer api;

  FuzzScene(RandomGenerator random) {
    for (String name : List.of("kept", "back", "free")) {
      archived.put(name, record(name, "Archive"));
      held.put(name, record(name, "Hold"));
    }
    this.api = new UnreliableApiServer(random, objects).api();
  }

  static List<String> paths() {
    return Stream.concat(OPEN.stream(), SECRET.stream().map(path -> "/secret" + path)).toList();
  }

  Routes routes() {
    var winning =
        new WinningPolicy(
            () -> policies, name -> Optional.of(new NamespaceState(name, "n", Map.of(), false)));
    var mayBypass = new MayBypass(new SubjectAccess(api), RequesterLists.DEFAULT);
    var owners = new LiveOwners(path -> Optional.empty(), List::of, uid -> Optional.empty());
    var restores =
        new RestoreOnCreate(
            api,
            snapshots(),
            new RestoreManifests(
                owners, new KindCoverage(List::of, "soft-delete-system", type -> false)),
            new PendingApplies(api, "soft-delete-system", InstantSource.system()),
            Clock.systemUTC(),
            uid -> false);
    return new Routes(
        Map.of(
            OPEN.get(0), new ProtectHandler(winning, mayBypass),
            OPEN.get(1), new KeepHandler(winning, mayBypass),
            OPEN.get(2), new RequesterHandler()),
        Map.of(
            Routes.RECREATE,
            new RecreateHandler(
                (group, resource, namespace, name) -> named(archived, resource, namespace, name),
                () -> policies,
                restores,
                FuzzScene::kind,
                new UncheckedCreates(),
                new WaitLimits()),
            Routes.HELD,
            new HeldUpdateHandler(
                (group, resource, namespace, name) -> named(held, resource, namespace, name),
                () -> policies,
                restores,
                FuzzScene::kind,
                new UncheckedCreates()),
            Routes.RESERVED,
            new ReservedHandler(reservations(), name -> Optional.empty()),
            Routes.DELETE,
            new DeleteHandler(new DeleteRequests(), RequesterLists.DEFAULT),
            Routes.PURGE,
            new PurgeRequests(Clock.systemUTC())),
        "secret"::equals,
        new ObserveHandler(
                new Observations(() -> List.of(OBSERVING), new SimpleMeterRegistry()),
                RequesterLists.DEFAULT,
                name -> Optional.of(new NamespaceState(name, "n", Map.of(), false)),
                FuzzScene::kind)
            ::at);
  }

  private static List<DeletedResource> named(
      Map<String, DeletedResource> records,
      String resource,
      Optional<String> namespace,
      String name) {
    return resource.equals("configmaps") && namespace.filter("ns"::equals).isPresent()
        ? Optional.ofNullable(records.get(name)).stream().toList()
        : List.of();
  }

  private static RequesterKind kind(AdmissionRequest request) {
    return RequesterDecision.ofCreate(
        RequesterLists.DEFAULT,
        Creation.of(request.requester(), request.object().orElseThrow(), request.fieldManager()),
        owner -> false);
  }

  private DeletedResource record(String name, String mode) {
    ObjectNode record =
        UnreliableApiServer.parsed(
            """
            {"apiVersion": "softdelete.dev/v1", "kind": "DeletedResource",
             "metadata": {"name": "%1$s-%2$s", "namespace": "ns", "uid": "record-%1$s-%2$s",
                          "resourceVersion": "9"},
             "spec": {"resource": {"apiVersion": "v1", "kind": "ConfigMap", "resource": "configmaps",
                                   "namespace": "ns", "name": "%1$s", "uid": "uid-%1$s"},
                      "policy": "%1$s", "mode": "%2$s", "deletionTime": "2026-01-01T00:00:00Z",
                      "snapshot": {"sha256": "0", "size": 1, "parts": 1}},
             "status": {"state": "DELETED"}}
            """
                .formatted(name, mode));
    DeletedResource typed = Json.as(DeletedResource.class, record);
    objects.put(LiveRecord.path(typed), record);
    return typed;
  }

  private static SoftDeletePolicy policy(String name, String answer) {
    var policy =
        PolicyFixture.policy(
            """
            {"resources": [{"apiGroups": [""], "resources": ["configmaps"]}],
             "onRecreate": "%1$s", "onControllerRecreate": "%1$s"}
            """
                .formatted(answer));
    policy.getMetadata().setName(name);
    return policy;
  }

  /** Returns a store that has the same snapshot for every record, and is asked nothing else. */
  private static SnapshotStore snapshots() {
    var stored =
        new StoredObject(
            new KubeObject(
                UnreliableApiServer.parsed(
                    """
                    {"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": "old"},
                     "metadata": {"name": "back", "namespace": "ns", "uid": "u"}}
                    """)),
            Optional.empty(),
            "secret");
    Class<SnapshotStore> type = SnapshotStore.class;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> method.getName().equals("has") ? true : stored));
  }

  private static ReservationLookup reservations() {
    NameReservation reserved =
        Json.as(
            NameReservation.class,
            UnreliableApiServer.parsed(
                """
                {"metadata": {"name": "r"},
                 "spec": {"resource": {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
                                       "resource": "ingresses", "namespace": "other", "name": "kept"},
                          "hosts": ["shop.example.com"], "tenant": "other", "duration": "96h",
                          "restoreNamespaces": []}}
                """));
    return new ReservationLookup() {
      @Override
      public List<NameReservation> named(String key) {
        return List.of();
      }

      @Override
      public List<NameReservation> answeringFor(String host) {
        return host.equals("shop.example.com") ? List.of(reserved) : List.of();
      }
    };
  }
}
