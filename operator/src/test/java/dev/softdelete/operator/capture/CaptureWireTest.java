package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.RecordWriter;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** While one thread captures an object, no other thread captures it. */
@Tag("wire")
class CaptureWireTest {
  private static final String NAMESPACE = "soft-delete-system";
  private static final ObjectKey KEY =
      new ObjectKey(Deletions.type("example.com", "widgets"), Optional.of("shop"), "w");

  /** The same object, with the type as discovery returns it. */
  private static final ObjectKey DISCOVERED =
      new ObjectKey(
          new ResourceType(
              "example.com", "v1", "widgets", "Widget", true, Set.of("get"), Set.of("status")),
          Optional.of("shop"),
          "w");

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Arguments> attempts() {
    Function<Capture, CaptureOutcome> queue = capture -> capture.capture(KEY);
    Function<Capture, CaptureOutcome> restore = capture -> capture.archive(DISCOVERED, Mode.Hold);
    return Stream.of(
        Arguments.of("a restore during a capture", queue, restore),
        Arguments.of("a capture during a restore", restore, queue),
        Arguments.of("a capture during another", queue, queue));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void oneAtATime(
      String name,
      Function<Capture, CaptureOutcome> first,
      Function<Capture, CaptureOutcome> second) {
    server.reset();
    Capture capture = capture();
    List<CaptureOutcome> meanwhile = new ArrayList<>();
    server.plan(
        "GET " + KEY.path(),
        Answer.ok(
            () -> {
              meanwhile.add(second.apply(capture));
              return Json.object().set("metadata", Json.object().put("name", "w"));
            }));
    assertThat(first.apply(capture)).isInstanceOf(CaptureOutcome.NotHeld.class);
    assertThat(meanwhile).hasSize(1).first().isInstanceOf(CaptureOutcome.Changed.class);
    assertThat(server.sent()).hasSize(1);
  }

  /** Returns a capture without a context loader, because no call here needs them. */
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
