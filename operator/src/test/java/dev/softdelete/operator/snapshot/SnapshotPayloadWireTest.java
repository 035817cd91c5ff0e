package dev.softdelete.operator.snapshot;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of a copy are those that were stored, or none. */
@Tag("wire")
class SnapshotPayloadWireTest {
  private static final String UID = "u-1";
  private static final byte[] OBJECT = noise();
  private static final EncodedSnapshot STORED = SnapshotCodec.encode(OBJECT);

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> payload() {
    return Stream.of(
        row("both parts", "true", on(get(0), part(0)), on(get(1), part(1))),
        row("no head", "CorruptSnapshotException", on(get(0), NOT_FOUND)),
        row(
            "no second part",
            "CorruptSnapshotException",
            on(get(0), part(0)),
            on(get(1), NOT_FOUND)),
        row(
            "the first part twice",
            "CorruptSnapshotException",
            on(get(0), part(0)),
            on(get(1), part(0))));
  }

  @ParameterizedTest
  @MethodSource
  void payload(Row row) {
    var store = new SecretSnapshotStore(server.api(), "ours");

    server.play(row, () -> Arrays.equals(store.payload(UID, STORED.reference()), OBJECT));
  }

  private static String get(int part) {
    return "GET /api/v1/namespaces/ours/secrets/" + SnapshotName.of(UID, STORED.reference(), part);
  }

  private static Answer part(int part) {
    return ok(Json.tree(SnapshotSecret.part("ours", UID, STORED, part).build()));
  }

  private static byte[] noise() {
    byte[] noise = new byte[SnapshotCodec.PART_BYTES + 1000];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
