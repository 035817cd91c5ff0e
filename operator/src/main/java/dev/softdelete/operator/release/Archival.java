package dev.softdelete.operator.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.capture.Capture;
import dev.softdelete.operator.capture.CaptureContextLoader;
import dev.softdelete.operator.capture.CaptureOutcome;
import dev.softdelete.operator.capture.Causes;
import dev.softdelete.operator.capture.FinalDeletions;
import dev.softdelete.operator.capture.ForegroundDeletes;
import dev.softdelete.operator.capture.ReleasedObjects;
import dev.softdelete.operator.capture.RoomCheck;
import dev.softdelete.operator.capture.UnfinishedRestores;
import dev.softdelete.operator.capture.UnrecordedEvent;
import dev.softdelete.operator.capture.WorkQueue;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.LiveDefinitions;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.Usage;
import dev.softdelete.operator.record.RecordIndex;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.reserve.NameHolder;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives the deleted objects that our finalizer still holds, without a watch. It serves a program
 * that ends when the work is done.
 */
final class Archival implements WorkQueue.Handler<ObjectKey> {
  private static final Logger log = LoggerFactory.getLogger(Archival.class);

  private final Capture capture;
  private final UnrecordedEvent unrecorded;

  private Archival(Capture capture, UnrecordedEvent unrecorded) {
    this.capture = capture;
    this.unrecorded = unrecorded;
  }

  /** Reads the policies and records that exist now, and decides by these. */
  static Archival of(ApiServer api, ServerClock clock, String namespace) {
    List<SoftDeletePolicy> policies =
        list(api, ResourceType.POLICIES.path(), SoftDeletePolicy.class);
    Map<String, DeletedResource> records = new HashMap<>();
    list(api, ResourceType.DELETED_RESOURCES.path(), DeletedResource.class)
        .forEach(record -> records.put(record.getSpec().resource().uid(), record));
    var contexts =
        new CaptureContextLoader(
            () -> policies,
            name -> namespace(api, name),
            new Definitions(new LiveDefinitions(api)),
            new ForegroundDeletes(),
            new Causes(
                uid -> Optional.empty(),
                uid -> Optional.ofNullable(records.get(uid)),
                object -> Stream.empty(),
                new FinalDeletions()),
            new Found(records));
    return new Archival(
        new Capture(
            api,
            new SecretSnapshotStore(api, namespace),
            new RecordWriter(api, namespace, record -> false),
            contexts,
            clock,
            NameHolder.NONE,
            RoomCheck.NONE,
            UnfinishedRestores.NONE,
            new ReleasedObjects(System::nanoTime)),
        new UnrecordedEvent(new Events(api, clock)));
  }

  /** An index of the records that were found. Nothing waits for a record here. */
  private record Found(Map<String, DeletedResource> byUid) implements RecordIndex {
    @Override
    public Optional<DeletedResource> ofUid(String uid) {
      return Optional.ofNullable(byUid.get(uid));
    }

    @Override
    public Optional<DeletedResource> restoredAs(String uid) {
      return byUid.values().stream()
          .filter(r -> RecordStep.restoredAs(r).filter(as -> uid.equals(as.uid())).isPresent())
          .findFirst();
    }

    @Override
    public List<DeletedResource> counted(Optional<String> namespace) {
      return List.of();
    }

    @Override
    public Usage usage(DeletedResource record) {
      return Usage.NONE;
    }

    @Override
    public void await(String uid) {}
  }

  @Override
  public boolean done(ObjectKey key) {
    return switch (capture.release(key, "because the operator is being removed")) {
      case CaptureOutcome.Changed c -> false;
      case CaptureOutcome.Stuck s -> {
        log.error("{}: {}", key, s.message());
        yield false;
      }
      case CaptureOutcome.Unrecorded u -> {
        log.warn("{}: {}", key, u.why());
        unrecorded.write(key, u);
        yield true;
      }
      default -> true;
    };
  }

  private static Optional<NamespaceState> namespace(ApiServer api, String name) {
    return api.findMetadata(ResourceType.NAMESPACES.path(Optional.empty(), name))
        .map(n -> new NamespaceState(name, n.uid(), n.labels(), n.deleting()));
  }

  private static <T> List<T> list(ApiServer api, String path, Class<T> type) {
    var items = new ArrayList<T>();
    for (JsonNode item : Json.parse(api.get(path)).path("items")) {
      items.add(Json.as(type, item));
    }
    return items;
  }
}
