package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.KeptVolume;
import dev.softdelete.api.Limits;
import dev.softdelete.api.Mode;
import dev.softdelete.api.NameReservationTerms;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.OnUnrecordable;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RetentionBounds;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.api.Terms;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.kube.OurFinalizers;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.RetentionDuration;
import dev.softdelete.operator.policy.ObjectTerms;
import dev.softdelete.operator.policy.RetentionChoice;
import dev.softdelete.operator.record.RecordName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drafts the record of a deletion from the deleted object and the terms of its policy. */
final class RecordDraft {
  /** A capture later than this after the delete restarts the retention. See docs/decisions. */
  static final Duration PROMPT = Duration.ofMinutes(10);

  static final String COMPLAINT_ANNOTATION = SoftDelete.GROUP + "/retention-complaint";
  static final String BYPASS_COMPLAINT_ANNOTATION = SoftDelete.GROUP + "/bypass-complaint";
  private static final int LONGEST_COMPLAINT = 1024;
  private static final int LONGEST_UID = 63;
  private static final int MOST_OWNERS = 16;
  private static final Set<String> GARBAGE_COLLECTOR = Set.of("orphan", "foregroundDeletion");

  /** The terms for an object that is still held but that no policy covers any more. */
  private static final ObjectTerms UNCOVERED = new ObjectTerms(List.of(uncovered()));

  private RecordDraft() {}

  private static SoftDeletePolicy uncovered() {
    var policy = new SoftDeletePolicy();
    policy.setSpec(
        new SoftDeletePolicySpec(
            List.of(),
            null,
            null,
            null,
            null,
            false,
            0,
            "48h",
            RetentionBounds.DEFAULT,
            Mode.Archive,
            OnRecreate.Reject,
            OnRecreate.Allow,
            null,
            null,
            false,
            new Limits(null, null, null),
            false,
            null,
            false,
            OnUnrecordable.Hold,
            null));
    return policy;
  }

  /**
   * Drafts a complete record. The content of an earlier record of the same deletion is kept,
   * because users may have changed it.
   *
   * @param volume the volume that is kept with the object
   * @param home the namespace of the record
   * @param now the current time by the API server's clock
   */
  static ObjectNode of(
      CaptureContext deleted,
      Mode mode,
      SnapshotReference snapshot,
      Optional<KeptVolume> volume,
      String home,
      Instant now) {
    KubeObject object = deleted.object();
    ObjectTerms terms = deleted.terms().orElse(UNCOVERED);
    RetentionChoice retention = terms.retention(object.annotations(), deleted.trust().converted());
    ObjectNode spec =
        deleted
            .before()
            .map(before -> Json.tree(before.getSpec()))
            .orElseGet(() -> Json.tree(spec(deleted, terms, retention, snapshot, volume, now)));
    spec.put("mode", mode.name());
    spec.set("snapshot", Json.tree(snapshot));
    String version = SoftDelete.GROUP + "/" + SoftDelete.VERSION;
    ObjectNode record = Json.object().put("apiVersion", version).put("kind", "DeletedResource");
    ObjectNode metadata = record.putObject("metadata");
    String name = RecordName.of(object.kind(), object.name(), object.uid());
    metadata.put("name", name).put("namespace", home);
    ObjectNode labels = metadata.putObject("labels");
    RecordLabels.of(
            object, spec.path("deletionGroup").asText(null), spec.path("routine").asBoolean())
        .forEach(labels::put);
    ObjectNode annotations = metadata.putObject("annotations");
    annotations.put("argocd.argoproj.io/sync-options", "Prune=false,Delete=false");
    annotations.put("argocd.argoproj.io/compare-options", "IgnoreExtraneous");
    retention
        .complaint()
        .map(c -> PlainText.cut(c, LONGEST_COMPLAINT))
        .ifPresent(c -> annotations.put(COMPLAINT_ANNOTATION, c));
    deleted
        .trust()
        .bypassComplaint()
        .ifPresent(c -> annotations.put(BYPASS_COMPLAINT_ANNOTATION, c));
    metadata.putArray("finalizers").add(SoftDelete.PURGE_FINALIZER);
    record.set("spec", spec);
    RecordRoom.fit(record);
    return record;
  }

  private static DeletedResourceSpec spec(
      CaptureContext deleted,
      ObjectTerms terms,
      RetentionChoice retention,
      SnapshotReference snapshot,
      Optional<KeptVolume> volume,
      Instant now) {
    KubeObject object = deleted.object();
    Instant deletion = object.deletionTime();
    List<String> foreign =
        object.finalizers().stream()
            .filter(f -> !OurFinalizers.include(f) && !GARBAGE_COLLECTOR.contains(f))
            .toList();
    return new DeletedResourceSpec(
        null,
        identity(deleted.type(), object, deleted.namespace().map(NamespaceState::uid)),
        deleted.terms().map(ObjectTerms::policy).orElse(null),
        deleted.terms().map(ObjectTerms::otherPolicies).filter(o -> !o.isEmpty()).orElse(null),
        Mode.Archive,
        terms(deleted, terms, retention),
        foreign.isEmpty() ? null : BoundedTexts.of(foreign),
        deletion.toString(),
        deleted.cause().by().orElse(null),
        deleted.cause().group().filter(RecordDraft::isUid).orElse(null),
        deleted.cause().routine() ? true : null,
        owners(object),
        snapshot,
        volume.orElse(null),
        retention
            .retention()
            .map(r -> retentionStart(deletion, now).plus(r).toString())
            .orElse(null),
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static ResourceIdentity identity(
      ResourceType type, KubeObject object, Optional<String> namespaceUid) {
    return new ResourceIdentity(
        object.apiVersion(),
        object.kind(),
        type.plural(),
        object.namespace().orElse(null),
        namespaceUid.orElse(null),
        object.name(),
        object.uid(),
        object.resourceVersion());
  }

  /** Returns the first owners; the controller is the most important one. */
  private static List<String> owners(KubeObject object) {
    List<String> owners =
        object.owners().stream()
            .sorted(Comparator.comparing(OwnerReference::controller).reversed())
            .map(OwnerReference::uid)
            .filter(RecordDraft::isUid)
            .limit(MOST_OWNERS)
            .toList();
    return owners.isEmpty() ? null : owners;
  }

  /**
   * Whether the text can be a UID. The UID in an owner reference is user input and may be any text.
   */
  private static boolean isUid(String text) {
    return text.length() <= LONGEST_UID;
  }

  private static Terms terms(CaptureContext deleted, ObjectTerms terms, RetentionChoice retention) {
    Optional<NameReservationTerms> reservation = terms.reservation();
    return new Terms(
        RetentionDuration.format(retention.min()),
        retention.max().map(RetentionDuration::format).orElse(null),
        terms.purgeProtection(),
        reservation
            .flatMap(r -> RetentionDuration.parse(r.duration()))
            .map(RetentionDuration::format)
            .orElse(null),
        reservation.flatMap(r -> tenant(deleted, r)).orElse(null),
        reservation.map(NameReservationTerms::tenantLabel).orElse(null),
        terms.restoresStatus());
  }

  /**
   * Returns the tenant of the object's namespace. For a Namespace, returns its own tenant; for
   * other cluster-scoped objects, returns empty.
   */
  private static Optional<String> tenant(CaptureContext deleted, NameReservationTerms reservation) {
    if (deleted.type().isNamespaces()) {
      KubeObject itself = deleted.object();
      return Optional.of(tenant(itself.name(), itself.labels(), reservation));
    }
    return deleted.namespace().map(n -> tenant(n.name(), n.labels(), reservation));
  }

  private static String tenant(
      String namespace, Map<String, String> labels, NameReservationTerms reservation) {
    return Optional.ofNullable(reservation.tenantLabel())
        .map(labels::get)
        .filter(value -> !value.isEmpty())
        .orElse(namespace);
  }

  /**
   * Returns the start of the retention. Nobody could restore the object before a late capture, so
   * the time until then does not count towards the retention.
   */
  private static Instant retentionStart(Instant deletion, Instant now) {
    return now.isAfter(deletion.plus(PROMPT)) ? now.truncatedTo(ChronoUnit.SECONDS) : deletion;
  }
}
