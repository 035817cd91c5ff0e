package dev.softdelete.e2e.ledger.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.softdelete.e2e.ledger.history.History;
import dev.softdelete.e2e.ledger.history.Journal;
import dev.softdelete.e2e.ledger.history.Sent;
import dev.softdelete.operator.snapshot.EncodedSnapshot;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A history made by hand: the versions of one object {@code led/a}, of its records and of its
 * copies. Each method adds the next event.
 */
final class Story {
  static final Instant END = Instant.parse("2026-11-29T12:00:00Z");
  static final String RETAINED = "metadata: {finalizers: [softdelete.dev/retain]}";
  static final String DELETING = "metadata: {deletionTimestamp: '2026-11-29T11:00:00Z'}";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Ground GROUND =
      new Ground("ops", Set.of("led", "free"), Set.of("led"), Set.of("whole"), "free");

  private final String kind;
  private final History history = new History();
  private final Journal journal = new Journal();
  private long revision = 10;
  private EncodedSnapshot early;

  Story() {
    this("ConfigMap");
  }

  Story(String kind) {
    this.kind = kind;
  }

  private static ObjectNode yaml(String text) {
    try {
      return (ObjectNode) YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String key(String kind, String namespace, String name) {
    return "/registry/" + kind + "/" + namespace + "/" + name;
  }

  /**
   * Stores the next version of what has that name: the one before, changed. Another uid makes it
   * another object.
   *
   * @param changes YAML, merged one after the other; null takes a field away
   */
  Story stored(String ofKind, String namespace, String name, String uid, String... changes) {
    ObjectNode object =
        history
            .live(ofKind, namespace, name)
            .filter(v -> v.text("/metadata/uid").equals(uid))
            .map(v -> (ObjectNode) v.json().deepCopy())
            .orElseGet(() -> YAML.createObjectNode().put("kind", ofKind));
    ObjectNode metadata = object.withObject("/metadata");
    metadata.put("name", name).put("namespace", namespace).put("uid", uid);
    List.of(changes).forEach(c -> merge(object, yaml(c)));
    byte[] bytes = object.toString().getBytes(StandardCharsets.UTF_8);
    history.put(key(ofKind, namespace, name), ++revision, bytes);
    return this;
  }

  private static void merge(ObjectNode into, ObjectNode change) {
    change
        .properties()
        .forEach(
            e -> {
              if (e.getValue() instanceof ObjectNode inner) {
                merge(into.withObjectProperty(e.getKey()), inner);
              } else if (e.getValue().isNull()) {
                into.remove(e.getKey());
              } else {
                into.set(e.getKey(), e.getValue());
              }
            });
  }

  Story gone(String ofKind, String namespace, String name) {
    history.delete(key(ofKind, namespace, name), ++revision);
    return this;
  }

  /** A request with that stamp writes the object, and is acknowledged. */
  Story written(String uid, String stamp, String... changes) {
    stored(kind, "led", "a", uid, with(changes, stamped(stamp)));
    return sent("APPLY_SERVER_SIDE", "PATCH", "/a", stamp, 200, uid);
  }

  private static String[] with(String[] changes, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(changes)).toArray(String[]::new);
  }

  static String stamped(String stamp) {
    return """
    metadata: {annotations: {ledger.example.com/stamp: %1$s}}
    data: {one: %1$s}
    """
        .formatted(stamp);
  }

  /** A request is answered with the last version. */
  Story sent(String what, String method, String path, String stamp, int code, String uid) {
    return answered(what, method, path, stamp, code, uid, revision);
  }

  Story answered(
      String what, String method, String path, String stamp, int code, String uid, long version) {
    JsonNode answer = yaml("metadata: {uid: %s, resourceVersion: '%d'}".formatted(uid, version));
    journal.add(new Sent("w0", what, method, path, stamp, END, code, answer));
    return this;
  }

  /** The object is created, covered and deleted. Our finalizer holds it. */
  Story deleted(String uid) {
    return written(uid, "s-" + uid, RETAINED).stored(kind, "led", "a", uid, DELETING);
  }

  /** The operator stores a copy of the object and a record that refers to it. */
  Story recorded(String uid, String... changes) {
    return recordedIn("led", uid, changes);
  }

  Story recordedIn(String namespace, String uid, String... changes) {
    String[] all = with(changes, reference(uid, copy(uid)));
    return stored("DeletedResource", namespace, record(uid), "r-" + namespace + "-" + uid, all);
  }

  /** The operator stores a copy. The record that refers to it may be written later. */
  Story copied(String uid) {
    early = copy(uid);
    return this;
  }

  Story recordedByCopy(String uid) {
    return stored("DeletedResource", "led", record(uid), "r-led-" + uid, reference(uid, early));
  }

  /** The operator records an object after it is gone and its name is taken again. */
  Story recordedLate(String uid) {
    stored(kind, "led", "a", "again", stamped("s-" + uid), RETAINED);
    sent("CREATE", "POST", "/", "s-" + uid, 201, "again");
    return recorded(uid);
  }

  static String record(String uid) {
    return "configmap-a-" + uid;
  }

  private EncodedSnapshot copy(String uid) {
    var live = history.live(kind, "led", "a").orElseThrow();
    ObjectNode payload = live.json().deepCopy();
    payload.withObject("/metadata").put("resourceVersion", Long.toString(live.revision()));
    EncodedSnapshot copy =
        SnapshotCodec.encode(payload.toString().getBytes(StandardCharsets.UTF_8));
    stored(
        "Secret",
        "ops",
        copyName(uid, copy),
        "c-" + copy.reference().sha256(),
        """
        type: softdelete.dev/snapshot
        metadata: {labels: {softdelete.dev/uid: %s}}
        data: {object.json.gz: %s}
        """
            .formatted(uid, Base64.getEncoder().encodeToString(copy.parts().getFirst())));
    return copy;
  }

  private static String copyName(String uid, EncodedSnapshot copy) {
    return "snapshot-%s-%s"
        .formatted(
            SnapshotCodec.sha256(uid.getBytes(StandardCharsets.UTF_8)).substring(0, 12),
            copy.reference().sha256().substring(0, 16));
  }

  private String reference(String uid, EncodedSnapshot copy) {
    return """
    spec:
      resource: {kind: %s, namespace: led, name: a, uid: %s}
      snapshot: {sha256: '%s', bytes: %d, parts: 1}
      purgeTime: '2026-12-01T00:00:00Z'
      terms: {restoreStatus: true}
    status: {state: DELETED}
    """
        .formatted(kind, uid, copy.reference().sha256(), copy.reference().bytes());
  }

  /** All copies of the object are deleted. */
  Story copiesGone(String uid) {
    history.lives().stream()
        .filter(l -> l.alive() && l.name().startsWith("snapshot-"))
        .filter(l -> Snapshots.uid(l).equals(uid))
        .forEach(l -> gone("Secret", "ops", l.name()));
    return this;
  }

  /** The operator stores the manifest of a create that restores, until it is applied. */
  Story waiting(String request, String stamp) {
    ObjectNode pending = YAML.createObjectNode();
    pending.set("manifest", yaml(stamped(stamp)));
    String encoded =
        Base64.getEncoder().encodeToString(pending.toString().getBytes(StandardCharsets.UTF_8));
    return stored(
        "Secret",
        "ops",
        "apply-" + request,
        "a-" + request,
        """
        type: softdelete.dev/pending-apply
        data: {apply.json: %s}
        """
            .formatted(encoded));
  }

  /** The operator writes the same record to another namespace. The first one still exists. */
  Story movedTo(String to, String uid) {
    return movedTo("led", to, uid);
  }

  Story movedTo(String from, String to, String uid) {
    var record = history.live("DeletedResource", from, record(uid)).orElseThrow();
    ObjectNode moved = record.json().deepCopy();
    moved.remove("metadata");
    return stored("DeletedResource", to, record(uid), "r-" + to + "-" + uid, moved.toString());
  }

  /** The record is changed. */
  Story recordedAgain(String uid, String... changes) {
    return stored("DeletedResource", "led", record(uid), "r-led-" + uid, changes);
  }

  /** The object is released, whether or not it is recorded. */
  Story released() {
    return gone(kind, "led", "a");
  }

  /** The object is created, covered, deleted, recorded and released. */
  Story captured(String uid) {
    return deleted(uid).recorded(uid).gone(kind, "led", "a");
  }

  /** A restore creates the object again, with the restore mark. */
  Story back(String uid, String as, String request, String... changes) {
    return backFrom("led", uid, as, request, changes);
  }

  Story backFrom(String namespace, String uid, String as, String request, String... changes) {
    String[] all = with(changes, stamped("s-" + uid), RETAINED, mark(namespace, uid, request));
    return stored(kind, "led", "a", as, all);
  }

  static String mark(String namespace, String uid, String request) {
    return "metadata: {annotations: {softdelete.dev/restoring: %s/%s/secret/%s}}"
        .formatted(namespace, record(uid), request);
  }

  /** The record names the restored object, and the restore mark is removed. */
  Story finished(String uid, String as) {
    return noted(uid, as).stored(kind, "led", "a", as, unmarked());
  }

  Story noted(String uid, String as) {
    return stored(
        "DeletedResource",
        "led",
        record(uid),
        "r-led-" + uid,
        "status: {state: RESTORED, restoredAs: {uid: %s}}".formatted(as));
  }

  static String unmarked() {
    return "metadata: {annotations: {softdelete.dev/restoring: null}}";
  }

  List<Violation> judged() {
    return new Judge(journal, GROUND).judge(history.lives(), END);
  }

  List<Violation> afterwards() {
    return new Judge(journal, GROUND).afterwards(history.lives(), END);
  }
}
