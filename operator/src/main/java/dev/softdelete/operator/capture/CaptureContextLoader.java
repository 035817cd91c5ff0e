package dev.softdelete.operator.capture;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.policy.TermsMark;
import dev.softdelete.operator.record.RecordIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks up everything that the capture of a deleted object depends on. */
public final class CaptureContextLoader {
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final Function<String, Optional<NamespaceState>> namespaces;
  private final Definitions definitions;
  private final ForegroundDeletes foreground;
  private final Causes causes;
  private final RecordIndex records;

  public CaptureContextLoader(
      Supplier<List<SoftDeletePolicy>> policies,
      Function<String, Optional<NamespaceState>> namespaces,
      Definitions definitions,
      ForegroundDeletes foreground,
      Causes causes,
      RecordIndex records) {
    this.policies = policies;
    this.namespaces = namespaces;
    this.definitions = definitions;
    this.foreground = foreground;
    this.causes = causes;
    this.records = records;
  }

  /** Notes what a later version of the object may no longer show: a delete in the foreground. */
  void note(KubeObject object) {
    foreground.see(object.uid(), object.finalizers());
  }

  CaptureContext of(ObjectKey key, KubeObject object) {
    Optional<NamespaceState> namespace = object.namespace().flatMap(namespaces);
    Optional<String> goesWith =
        namespace
            .filter(NamespaceState::terminating)
            .map(NamespaceState::uid)
            .or(() -> definitions.goingAway(key.type()));
    Map<String, String> labels = namespace.map(NamespaceState::labels).orElse(Map.of());
    return new CaptureContext(
        key.type(),
        object,
        namespace,
        goesWith,
        foreground.contains(object.uid()),
        PolicySelection.terms(
            policies.get(), key.type(), object, labels, restoredFrom(object.uid())),
        causes.of(object, goesWith),
        records.ofUid(object.uid()),
        trust(key, object));
  }

  private AnnotationTrust trust(ObjectKey key, KubeObject object) {
    boolean counts = object.annotations().containsKey(SoftDelete.RETENTION_ANNOTATION);
    return new AnnotationTrust(
        counts && definitions.converted(key.type()),
        Optional.of(bypass(key, object).complaint()).filter(c -> !c.isEmpty()));
  }

  /** Decides whether the object has an annotation that makes its delete final. */
  BypassDecision bypass(ObjectKey key, KubeObject object) {
    return BypassDecision.of(object, () -> definitions.custom(key.type()));
  }

  /**
   * Returns the marks of the policies of the record from which the object was restored. The object
   * itself bears them only when its restore is finished.
   */
  private Set<String> restoredFrom(String uid) {
    return records.restoredAs(uid).map(record -> TermsMark.of(record.getSpec())).orElse(Set.of());
  }

  /** Remembers that the delete is final, for what the garbage collector deletes next. */
  void noteFinal(CaptureContext deleted) {
    causes.isFinal(deleted.object(), deleted.cause());
  }

  /**
   * Waits for the record to appear in the index. A user who then creates an object with the
   * released name is told about the record.
   */
  void awaitRecord(KubeObject object) {
    records.await(object.uid());
  }
}
