package dev.softdelete.operator.volume;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
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
