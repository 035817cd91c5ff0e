package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever prevents a capture, the status of the policy says so. */
@Tag("wire")
class CaptureWorkerWireTest {
  private static final String NAMESPACE = "soft-delete-system";
  private static final ObjectKey KEY =
      new ObjectKey(Deletions.type("example.com", "widgets"), Optional.of("shop"), "w");
  private static final String HELD =
      """
      {"metadata": {"name": "w", "uid": "u", "deletionTimestamp": "2026-01-01T00:00:00Z",
                    "finalizers": ["softdelete.dev/retain"]}}
      """;

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("a refusal", Answer.INVALID, "Invalid"),
        Arguments.of("no answer", Answer.CUT, "CaptureFailed"),
        Arguments.of(
            "a defect of the program, here a context that is missing",
            Answer.ok(() -> Json.parse(HELD.getBytes(StandardCharsets.UTF_8))),
            "CaptureFailed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void isStuck(String what, Answer answer, String reason) {
    server.reset();
    // As often as the request may be sent again.
    IntStream.range(0, 12).forEach(i -> server.plan("GET " + KEY.path(), answer));
    var stuck = new StuckObjects();
    var worker =
        new CaptureWorker(
            capture(),
            stuck,
            new AwaitingRoom(),
            new SimpleMeterRegistry(),
            server.api(),
            new ServerClock(Clock.systemUTC()));

    assertThat(worker.done(KEY)).isFalse();

    assertThat(stuck.get()).singleElement().extracting(s -> s.reason()).isEqualTo(reason);
  }

  private static Capture capture() {
    return new Capture(
        server.api(),
        new SecretSnapshotStore(server.api(), NAMESPACE),
        new RecordWriter(server.api(), NAMESPACE, record -> false),
        null,
        new ServerClock(Clock.systemUTC()),
        null,
        RoomCheck.NONE,
        UnfinishedRestores.NONE,
        new ReleasedObjects(System::nanoTime));
  }
}
