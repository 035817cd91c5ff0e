package dev.softdelete.operator.restore.hold;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restore uses the state in which the object was released, and no earlier state. */
@Tag("wire")
class HeldObjectWireTest {
  private static final String OBJECT = "GET /api/v1/namespaces/shop/configmaps/c";
  private static final String RECORD =
      "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  private static final Answer HELD = ok(object("u-1", SoftDelete.RETAIN_FINALIZER));
  private static final String ORPHAN = "DELETE /api/v1/namespaces/shop/configmaps/c";
  private static final Answer ORPHANING = ok(object("u-1", SoftDelete.RETAIN_FINALIZER, "orphan"));
  private static final Answer LED_ON = ok(record("later"));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> whatIsCaptured() {
    return Stream.of(
        row("gone", "later", on(OBJECT, NOT_FOUND), on(RECORD, LED_ON)),
        row("held", "StillTerminating", on(OBJECT, HELD)),
        row(
            "kept by another finalizer",
            "later",
            on(OBJECT, ok(object("u-1", "example.com/theirs"))),
            on(RECORD, LED_ON)),
        row(
            "another object of its name",
            "later",
            on(OBJECT, ok(object("u-2", SoftDelete.RETAIN_FINALIZER))),
            on(RECORD, LED_ON)),
        row(
            "its record is purged",
            "ApiException 404",
            on(OBJECT, NOT_FOUND),
            on(RECORD, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsCaptured(Row row) {
    server.play(row, () -> restored(false));
  }

  static Stream<Row> whatCannotBeCaptured() {
    return Stream.of(
        row("gone", "later", on(OBJECT, NOT_FOUND), on(RECORD, LED_ON)),
        row("held", "later", on(OBJECT, HELD), on(RECORD, LED_ON)));
  }

  @ParameterizedTest
  @MethodSource
  void whatCannotBeCaptured(Row row) {
    server.play(row, () -> restored(true));
  }

  static Stream<Row> whatHasDependents() {
    return Stream.of(
        row("gone", "later", on(OBJECT, NOT_FOUND), on(RECORD, LED_ON)),
        row(
            "the garbage collector orphans them",
            "not yet",
            on(OBJECT, HELD),
            on(ORPHAN, HELD),
            on(OBJECT, ORPHANING)));
  }

  @ParameterizedTest
  @MethodSource
  void whatHasDependents(Row row) {
    server.play(row, () -> released(held(key -> false, new WaitingSince(InstantSource.system()))));
  }

  @Test
  void aGarbageCollectorThatDoesNotComeIsNamed() {
    var now = new AtomicReference<>(Instant.EPOCH);
    var held = held(key -> false, new WaitingSince(now::get));
    server.play(
        row("asked", "not yet", on(OBJECT, HELD), on(ORPHAN, HELD), on(OBJECT, ORPHANING)),
        () -> released(held));

    now.set(Instant.EPOCH.plusSeconds(20));

    server.play(
        row("waits", "StillTerminating", on(OBJECT, ORPHANING), on(OBJECT, ORPHANING)),
        () -> released(held));
  }

  private static String released(HeldObject held) {
    DeletedResource record = Snapshots.record("shop", "c", Map.of());
    return told(held.release(record, ResourceType.CONFIG_MAPS, true));
  }

  private static HeldObject held(Predicate<ObjectKey> stuck, WaitingSince orphaning) {
    return new HeldObject(server.api(), null, stuck, uid -> false, orphaning);
  }

  private static String told(HeldObject.Step step) {
    return switch (step) {
      case HeldObject.Step.Released r -> r.record().getSpec().snapshot().sha256();
      case HeldObject.Step.NotYet n -> "not yet";
      case HeldObject.Step.Refused r -> r.why().reason().name();
    };
  }

  private static String restored(boolean stuck) {
    DeletedResource record = Snapshots.record("shop", "c", Map.of());
    var held = held(key -> stuck, new WaitingSince(InstantSource.system()));
    return told(held.archived(record, ResourceType.CONFIG_MAPS));
  }

  private static ObjectNode object(String uid, String... finalizers) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = object.putObject("metadata").put("name", "c").put("uid", uid);
    metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
    Stream.of(finalizers).forEach(metadata.putArray("finalizers")::add);
    return object;
  }

  private static ObjectNode record(String sha256) {
    ObjectNode record = Json.tree(Snapshots.record("shop", "c", Map.of()));
    record.withObject("/spec/snapshot").put("sha256", sha256);
    return record;
  }
}
