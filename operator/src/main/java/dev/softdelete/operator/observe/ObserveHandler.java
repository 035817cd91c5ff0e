package dev.softdelete.operator.observe;

import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.capture.RecentEntries;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.policy.FinalDeletes;
import dev.softdelete.operator.policy.TermsMark;
import dev.softdelete.operator.requester.SystemDeleters;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.requester.kind.RoutineDelete;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what policies that observe would have captured and refused. The answer is always the same:
 * the request is allowed, unchanged and without a warning.
 */
public final class ObserveHandler {
  /** The parts of a policy's path: {@code <id>/<part>}. */
  public static final String DELETE = "delete";

  public static final String CREATE = "create";
  public static final String ROOT = "root";

  private static final Logger log = LoggerFactory.getLogger(ObserveHandler.class);
  private static final String ADDED =
      """
      "deletionGracePeriodSeconds":0,"deletionTimestamp":"2026-12-01T10:00:00Z",\
      "finalizers":["softdelete.dev/retain",""],\
      """;

  private static final int MANY = 50_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Observations observations;
  private final RequesterLists lists;
  private final Function<String, Optional<NamespaceState>> namespaces;
  private final Function<AdmissionRequest, RequesterKind> kinds;
  private final DeletionRoots roots = new DeletionRoots(System::nanoTime);
  private final FreedNames names = new FreedNames(MANY, System::nanoTime);
  private final RecentEntries<String, Boolean> counted =
      new RecentEntries<>(MANY, REMEMBERED, System::nanoTime);

  /**
   * Creates the handler.
   *
   * @param kinds decides what sends a create
   */
  public ObserveHandler(
      Observations observations,
      RequesterLists lists,
      Function<String, Optional<NamespaceState>> namespaces,
      Function<AdmissionRequest, RequesterKind> kinds) {
    this.observations = observations;
    this.lists = lists;
    this.namespaces = namespaces;
    this.kinds = kinds;
  }

  /** Returns the handler for the part of a path after the common one; empty if there is none. */
  public Optional<AdmissionHandler> at(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 2 || !Set.of(DELETE, CREATE, ROOT).contains(parts[1])) {
      return Optional.empty();
    }
    return Optional.of(
        new AdmissionHandler() {
          @Override
          public AdmissionResponse answer(AdmissionRequest request) {
            return ObserveHandler.this.answer(request, parts[0], parts[1]);
          }

          // A request that cannot be read is not counted. Its user is not bothered with that.
          @Override
          public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
            return AdmissionResponse.allowed();
          }
        });
  }

  private AdmissionResponse answer(AdmissionRequest request, String id, String part) {
    try {
      if (!request.dryRun()) {
        switch (part) {
          case CREATE -> request.object().ifPresent(o -> created(request, o, id));
          default -> request.oldObject().ifPresent(o -> deleted(request, o, id, part));
        }
      }
    } catch (RuntimeException e) {
      // Whatever goes wrong here must not change the answer.
      log.warn("a request is not counted: {}", e.toString());
    }
    return AdmissionResponse.allowed();
  }

  private void deleted(AdmissionRequest request, KubeObject object, String id, String part) {
    if (object.deleting()) {
      return;
    }
    Deletion deletion = roots.hear(heard(request, object));
    Optional<SoftDeletePolicy> policy =
        part.equals(DELETE) ? observations.observing(id) : Optional.empty();
    policy
        .filter(p -> !deletion.finalUnder().contains(id))
        .filter(p -> firstTime(id + "/" + object.uid()))
        .ifPresent(p -> captured(p, request, object, deletion));
  }

  private void captured(
      SoftDeletePolicy policy, AdmissionRequest request, KubeObject object, Deletion deletion) {
    String namespace = request.namespace().orElse("");
    long bytes = addedBytes(policy) + Json.bytes(object.json()).length;
    observations.captured(policy, resource(request), namespace, deletion.routine(), bytes);
    // What is in a namespace that is created anew does not belong to the deleted one.
    if (!deletion.withNamespace()) {
      boolean forgotten =
          names.add(
              key(policy, request, object),
              request.requester().username(),
              Forecast.retention(policy.getSpec()));
      if (forgotten) {
        observations.forgotten(policy);
      }
    }
  }

  /** Returns the size of what a copy has in addition: our finalizers and the time of the delete. */
  private static long addedBytes(SoftDeletePolicy policy) {
    return (long) ADDED.length() + TermsMark.of(policy).length();
  }

  private boolean firstTime(String key) {
    var before = new AtomicBoolean();
    counted.merge(
        key,
        true,
        (first, again) -> {
          before.set(true);
          return true;
        });
    return !before.get();
  }

  private DeletionRoots.Request heard(AdmissionRequest request, KubeObject object) {
    Requester requester = request.requester();
    boolean cascades = SystemDeleters.cascades(requester);
    Set<String> finalUnder =
        cascades ? Set.of() : ids(p -> FinalDeletes.by(requester, p.getSpec().ignoreDeletesBy()));
    return new DeletionRoots.Request(
        object,
        request
            .namespace()
            .flatMap(namespaces)
            .filter(n -> n.terminating() || SystemDeleters.emptiesNamespaces(requester))
            .map(NamespaceState::uid),
        cascades,
        !cascades && RoutineDelete.by(lists, requester, object),
        finalUnder,
        ids(p -> FinalDeletes.ofDependents(p.getSpec())));
  }

  private Set<String> ids(Predicate<SoftDeletePolicy> which) {
    return observations.observing().filter(which).map(Observations::id).collect(Collectors.toSet());
  }

  private void created(AdmissionRequest request, KubeObject object, String id) {
    Optional<SoftDeletePolicy> policy = observations.observing(id);
    if (policy.isEmpty()) {
      return;
    }
    Requester requester = request.requester();
    names
        .take(key(policy.get(), request, object), requester.username())
        .ifPresent(
            own -> {
              RequesterKind kind = kinds.apply(request);
              if (CreateForecast.refused(
                  policy.get().getSpec(), kind, requester, own, object.annotations())) {
                observations.refused(
                    policy.get(), resource(request), request.namespace().orElse(""), kind);
              }
            });
  }

  private static String key(SoftDeletePolicy policy, AdmissionRequest request, KubeObject object) {
    return String.join(
        "/",
        policy.getMetadata().getUid(),
        resource(request),
        request.namespace().orElse(""),
        object.name());
  }

  private static String resource(AdmissionRequest request) {
    return request.group().isEmpty()
        ? request.resource()
        : request.resource() + "." + request.group();
  }
}
