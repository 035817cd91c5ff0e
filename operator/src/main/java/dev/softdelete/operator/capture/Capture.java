package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.protect.PolicySelection;
import dev.softdelete.operator.snapshot.EncodedSnapshot;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Snapshot, record, release: each durable before the next, each harmless when repeated. Whatever
 * stops it in between, the finalizer goes on holding the object.
 */
public final class Capture {
  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RecordWriter records;
  private final PolicyCatalog policies;
  private final Function<String, Optional<NamespaceState>> namespaces;
  private final ServerClock clock;

  public Capture(
      ApiServer api,
      SnapshotStore snapshots,
      RecordWriter records,
      PolicyCatalog policies,
      Function<String, Optional<NamespaceState>> namespaces,
      ServerClock clock) {
    this.api = api;
    this.snapshots = snapshots;
    this.records = records;
    this.policies = policies;
    this.namespaces = namespaces;
    this.clock = clock;
  }

  public CaptureOutcome capture(ObjectKey key) {
    Optional<byte[]> payload = api.find(key.path());
    if (payload.isEmpty()) {
      return new CaptureOutcome.NotHeld();
    }
    KubeObject object = KubeObject.parse(payload.get());
    if (!object.deleting() || !object.retained()) {
      return new CaptureOutcome.NotHeld();
    }
    var release = new Release(api);
    if ("true".equals(object.annotations().get(SoftDelete.BYPASS_ANNOTATION))) {
      return release.release(key, object).orElse(new CaptureOutcome.Bypassed());
    }
    EncodedSnapshot snapshot = SnapshotCodec.encode(payload.get());
    Capturable deleted = look(key, object);
    ObjectNode draft =
        RecordDraft.of(deleted, snapshot.reference(), records.home(deleted), clock.now());
    snapshots.put(object.uid(), snapshot, draft);
    RecordWriter.Written written = records.write(draft);
    written.unneeded().ifPresent(s -> snapshots.delete(object.uid(), s));
    if (written.purging()) {
      // Its purge lets the object go: capturing it again would undo the purge.
      return new CaptureOutcome.Captured(written.namespace(), written.name());
    }
    return release
        .release(key, object)
        .orElse(new CaptureOutcome.Captured(written.namespace(), written.name()));
  }

  private Capturable look(ObjectKey key, KubeObject object) {
    Optional<NamespaceState> namespace = object.namespace().flatMap(namespaces);
    Map<String, String> labels = namespace.map(NamespaceState::labels).orElse(Map.of());
    return new Capturable(
        key.type(),
        object,
        namespace,
        PolicySelection.select(policies.get(), key.type(), object, labels));
  }
}
