package dev.softdelete.operator.volume;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handover of a volume never waits for the volume controller. */
@Tag("wire")
class RestoredVolumesWireTest {
  private static final String VOLUME = "GET /api/v1/persistentvolumes/pv";
  private static final String WRITE = "PATCH /api/v1/persistentvolumes/pv";
  private static final String OLD_CLAIM = "GET /api/v1/namespaces/ns/persistentvolumeclaims/data";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> handOver() {
    return Stream.of(
        row("another claim has it", "Settled", on(VOLUME, volume("kept bound other's"))),
        row(
            "bound to the new claim, and not yet confirmed by the controller",
            "Binding",
            on(VOLUME, volume("kept bound old's")),
            on(OLD_CLAIM, NOT_FOUND),
            on(WRITE, volume("kept new's")),
            on(VOLUME, volume("kept new's"))),
        row(
            "the volume changed meanwhile",
            "Binding",
            on(VOLUME, volume("kept bound old's")),
            on(OLD_CLAIM, NOT_FOUND),
            on(WRITE, CONFLICT),
            on(VOLUME, volume("kept new's"))),
        row(
            "Pods still use the old claim",
            "Pending",
            on(VOLUME, volume("kept bound old's")),
            on(OLD_CLAIM, ok(claim("u-old").json()))),
        row("not confirmed yet", "Binding", on(VOLUME, volume("kept new's"))),
        row(
            "confirmed: it gets its reclaim policy back",
            "Done",
            on(VOLUME, volume("kept bound new's")),
            on(WRITE, volume("bound new's")),
            on(VOLUME, volume("bound new's"))),
        row("gone, and no copy was kept", "Settled", on(VOLUME, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void handOver(Row row) {
    server.play(row, RestoredVolumesWireTest::handedOver);
  }

  private static String handedOver() {
    var stored = new StoredObject(claim("u-old"), Optional.empty(), "secret");
    return new RestoredVolumes(server.api())
        .handOver(Volumes.DELETED, stored, claim("u-new"))
        .getClass()
        .getSimpleName();
  }

  static Stream<Row> firstRestore() {
    return Stream.of(
        row("it still has the volume", "pv", on(VOLUME, volume("kept bound old's"))),
        row("another claim has the volume", "", on(VOLUME, volume("bound other's"))),
        row(
            "the volume is gone, and created again",
            "pv",
            on(VOLUME, NOT_FOUND),
            on("GET /api/v1/persistentvolumes", ok(Json.object()))));
  }

  @ParameterizedTest
  @MethodSource
  void firstRestore(Row row) {
    server.play(row, () -> ready(State.DELETED));
  }

  static Stream<Row> anotherRestore() {
    return Stream.of(
        row("the claim of the first has the volume", "", on(VOLUME, volume("bound other's"))),
        row("the volume went with that claim", "", on(VOLUME, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void anotherRestore(Row row) {
    server.play(row, () -> ready(State.RESTORED));
  }

  static Stream<Row> volumeAgain() {
    String list = "GET /api/v1/persistentvolumes";
    return Stream.of(
        row("its data is free", "", on(list, volumes())),
        row(
            "the volume of the first restore is there",
            "Another PersistentVolume",
            on(list, volumes("kept"))));
  }

  @ParameterizedTest
  @MethodSource
  void volumeAgain(Row row) {
    server.play(
        row,
        () -> {
          var record = record(State.RESTORED, Volumes.VOLUME);
          ObjectNode manifest = Volumes.volume("kept").orElseThrow().object().json().deepCopy();
          manifest.withObject("/metadata").put("name", "pv-2");
          return new RestoredVolumes(server.api())
              .objection(record, manifest)
              .map(why -> why.substring(0, 24))
              .orElse("");
        });
  }

  private static Answer volumes(String... words) {
    ObjectNode list = Json.object();
    for (String word : words) {
      list.withArray("items").add(Volumes.volume(word).orElseThrow().object().json());
    }
    return ok(list);
  }

  /** Returns the volume that the restored claim names. */
  private static String ready(State state) {
    var stored =
        new StoredObject(
            claim("u-old"),
            Optional.of(Volumes.volume("kept bound old's").orElseThrow().object()),
            "secret");
    ObjectNode manifest = claim("u-old").json().deepCopy();
    new RestoredVolumes(server.api()).ready(record(state, Volumes.DELETED), stored, manifest);
    return manifest.at("/spec/volumeName").asText();
  }

  private static DeletedResource record(State state, ResourceIdentity deleted) {
    var record = new DeletedResource();
    ObjectNode spec = Json.object();
    spec.set("resource", Json.tree(deleted));
    record.setSpec(Json.as(DeletedResourceSpec.class, spec));
    record.setStatus(new DeletedResourceStatus(state, null, List.of()));
    return record;
  }

  private static Answer volume(String words) {
    return ok(Volumes.volume(words).orElseThrow().object().json());
  }

  private static KubeObject claim(String uid) {
    return Volumes.object(
        """
        {"apiVersion": "v1", "kind": "PersistentVolumeClaim",
         "metadata": {"name": "data", "namespace": "ns", "uid": "%s"},
         "spec": {"volumeName": "pv"}}
        """
            .formatted(uid));
  }
}
