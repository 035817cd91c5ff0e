package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Limits;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.LimitCheck;
import dev.softdelete.operator.policy.Load;
import dev.softdelete.operator.policy.Usage;
import dev.softdelete.operator.record.ListedRecords;
import dev.softdelete.operator.snapshot.SecretSnapshotStore;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Captures that run at the same time do not count on the same room. The limit is five records. */
@Tag("wire")
class RoomWireTest {
  private static final String RECORDS =
      "PATCH /apis/softdelete.dev/v1/namespaces/ci/deletedresources/configmap-";
  private static final Limits LIMITS = new Limits(5, null, null);

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final List<DeletedResource> records = new ArrayList<>();
  private Room room;

  @BeforeEach
  void begin() {
    server.reset();
    room =
        new Room(
            server.api(),
            new SecretSnapshotStore(server.api(), "soft-delete-system"),
            new ListedRecords(records),
            new ServerClock(Clock.fixed(RoomRecords.NOW, ZoneOffset.UTC)),
            new SimpleMeterRegistry());
  }

  @Test
  void whatIsAdmittedCountsBeforeItsRecordIsSeen() {
    others(4);

    assertThat(ask("a", false)).isInstanceOf(Room.Answer.Free.class);
    assertThat(ask("b", false)).isInstanceOf(Room.Answer.Full.class);
  }

  @Test
  void whatIsRecordedIsCountedOnce() {
    others(3);
    ask("a", false);
    records.add(RoomRecords.record("a", "a", 30, false));

    assertThat(ask("b", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void whatIsDeletedSoonAfterItWasRecordedTakesNoRoom() {
    others(4);
    ask("a", false);
    records.add(RoomRecords.record("a", "a", 30, false));
    room.recorded(Optional.of("ci"), "a");
    records.removeLast();

    assertThat(ask("b", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void aCaptureWaitsUntilWhatEndsForItIsGone() {
    others(4);
    records.add(RoomRecords.record("old", "step", 0, true));
    server.plan(RECORDS + "old", Answer.ok(Json.object()));

    assertThat(ask("a", false)).isInstanceOf(Room.Answer.InTheMaking.class);
    assertThat(ask("a", false)).isInstanceOf(Room.Answer.InTheMaking.class);
    assertThat(server.sent()).containsExactly(RECORDS + "old");

    records.removeLast();
    assertThat(ask("a", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void twoCapturesEndTwoRecords() {
    others(3);
    records.add(RoomRecords.record("old", "step", 0, true));
    records.add(RoomRecords.record("older", "step-2", 1, true));
    server.plan(RECORDS + "old", Answer.ok(Json.object()));
    server.plan(RECORDS + "older", Answer.ok(Json.object()));

    ask("a", false);
    ask("b", false);

    assertThat(server.sent()).containsExactly(RECORDS + "old", RECORDS + "older");
  }

  @Test
  void afterARestartNoFurtherRecordEnds() {
    others(4);
    records.add(
        RoomRecords.changed(
            RoomRecords.record("old", "step", 0, true),
            "{\"spec\": {\"purgeTime\": \"2026-01-01T01:59:59Z\"}}"));

    assertThat(ask("a", false)).isInstanceOf(Room.Answer.InTheMaking.class);
    assertThat(server.sent()).isEmpty();
  }

  @Test
  void routineOnesDoNotTakeWhatIsKeptForPeople() {
    for (String name : List.of("r1", "r2", "r3", "r4")) {
      records.add(RoomRecords.record(name, name, 0, true));
    }
    server.plan(RECORDS + "r1", Answer.ok(Json.object()));

    assertThat(ask("pod", true)).isInstanceOf(Room.Answer.InTheMaking.class);
    assertThat(server.sent()).containsExactly(RECORDS + "r1");
    assertThat(ask("prices", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void aRecordThatTheApiServerKeepsIsNotTriedAgain() {
    others(3);
    records.add(RoomRecords.record("old", "step", 0, true));
    records.add(RoomRecords.record("older", "step-2", 1, true));
    server.plan(RECORDS + "old", Answer.refusal(403, "Forbidden", "no"));
    server.plan(RECORDS + "older", Answer.ok(Json.object()));

    ask("a", false);
    ask("a", false);

    assertThat(server.sent()).containsExactly(RECORDS + "old", RECORDS + "older");
  }

  /** The second one takes nothing that the first one waits for, also when it asks first. */
  @Test
  void whoWaitsIsServedBeforeLaterOnes() {
    others(5);
    assertThat(ask("first", false)).isInstanceOf(Room.Answer.Full.class);
    assertThat(ask("second", false)).isInstanceOf(Room.Answer.Full.class);

    records.removeLast();

    assertThat(ask("second", false)).isInstanceOf(Room.Answer.Full.class);
    assertThat(ask("newcomer", false)).isInstanceOf(Room.Answer.Full.class);
    assertThat(ask("first", false)).isInstanceOf(Room.Answer.Free.class);
    records.removeLast();
    assertThat(ask("newcomer", false)).isInstanceOf(Room.Answer.Full.class);
    assertThat(ask("second", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void whatNeedsMoreThanThereIsKeepsNobodyWaiting() {
    others(4);
    assertThat(ask("large", 3, false)).isInstanceOf(Room.Answer.Full.class);

    assertThat(ask("small", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void whoWasLetGoKeepsNobodyWaiting() {
    others(5);
    ask("first", false);
    records.removeLast();

    room.givenUp(Optional.of("ci"), "first");

    assertThat(ask("second", false)).isInstanceOf(Room.Answer.Free.class);
  }

  /** Each counts the other one if both are asked about in any order. */
  @Test
  void oneRecordEndsForTheFirstOfTwoThatWait() {
    others(5);
    ask("first", false);
    ask("second", false);
    records.removeLast();
    records.add(RoomRecords.record("old", "step", 0, true));
    server.plan(RECORDS + "old", Answer.ok(Json.object()));

    assertThat(ask("second", false)).isInstanceOf(Room.Answer.InTheMaking.class);
    assertThat(ask("first", false)).isInstanceOf(Room.Answer.InTheMaking.class);
    assertThat(server.sent()).containsExactly(RECORDS + "old");
    records.removeLast();
    assertThat(ask("second", false)).isInstanceOf(Room.Answer.Full.class);
    assertThat(ask("first", false)).isInstanceOf(Room.Answer.Free.class);
  }

  @Test
  void aRestoredCopyMakesNoOtherRedundant() {
    others(3);
    records.add(RoomRecords.record("old", "web", 0, false));
    records.add(
        RoomRecords.changed(
            RoomRecords.record("new", "web", 1, false), "{\"status\": {\"state\": \"RESTORED\"}}"));

    assertThat(ask("a", false)).isInstanceOf(Room.Answer.Full.class);
    assertThat(server.sent()).isEmpty();
  }

  private void others(int count) {
    for (int i = 0; i < count; i++) {
      records.add(RoomRecords.record("other-" + i, "other-" + i, 0, false));
    }
  }

  private Room.Answer ask(String uid, boolean routine) {
    return ask(uid, 1, routine);
  }

  private Room.Answer ask(String uid, int count, boolean routine) {
    Load more = Load.of(new Usage(count, 0, BigDecimal.ZERO), routine);
    return room.ask(
        new Room.Request(
            Optional.of("ci"),
            uid,
            more,
            Load.NONE,
            used ->
                LimitCheck.exceeded(LIMITS, used.all(), more.all())
                    .or(() -> LimitCheck.shareExceeded(LIMITS, used, more))));
  }
}
