package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.Json;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordStepTest {
  private static final Instant NOW = Instant.parse("2026-01-03T00:00:00Z");
  private static final String PAST = "2026-01-02T23:59:59Z";
  private static final String IN_AN_HOUR = "2026-01-03T01:00:00Z";
  private static final String IN_TWO_HOURS = "2026-01-03T02:00:00Z";

  static Stream<Arguments> steps() {
    return Stream.of(
        step("kept until its time", purge(IN_AN_HOUR), new RecordStep.Wait(Duration.ofHours(1))),
        step(
            "purged after its time", purge(PAST), new RecordStep.Expire("its retention has ended")),
        step(
            "purged at its time",
            purge(NOW.toString()),
            new RecordStep.Expire("its retention has ended")),
        step("kept indefinitely", purge(null), new RecordStep.Rest()),
        step("held past its time", Records.purgedAt(PAST, true), new RecordStep.Rest()),
        step("asked for", asked(purge(IN_AN_HOUR)), new RecordStep.Restore()),
        step("asked for in the last moment", asked(purge(PAST)), new RecordStep.Restore()),
        step(
            "asked for under legal hold",
            asked(Records.purgedAt(PAST, true)),
            new RecordStep.Restore()),
        step(
            "asked for with another value",
            Records.asked(purge(null), "yes"),
            new RecordStep.Rest()),
        step(
            "asked what a restore would lead to",
            Records.asked(purge(PAST), "dry-run"),
            new RecordStep.Preview()),
        step(
            "half restored",
            asked(Records.in(State.RESTORING, purge(PAST))),
            new RecordStep.Restore()),
        step("nobody asks any more", claimed(purge(PAST)), new RecordStep.Withdraw()),
        step("asked for elsewhere", claimed(asked(purge(PAST))), new RecordStep.Restore()),
        step(
            "half restored elsewhere",
            claimed(Records.in(State.RESTORING, purge(PAST))),
            new RecordStep.Restore()),
        step(
            "restored elsewhere",
            claimed(restoredAt(NOW)),
            new RecordStep.Wait(Duration.ofHours(1))),
        step("restored now", asked(restoredAt(NOW)), new RecordStep.Wait(Duration.ofHours(1))),
        step(
            "restored an hour ago",
            asked(restoredAt(NOW.minusSeconds(3600))),
            new RecordStep.Expire("it was restored an hour ago")),
        step("restored, and held since", asked(held(restoredAt(NOW))), new RecordStep.Tell()),
        step("restored, and kept on hold", told(held(restoredAt(NOW))), new RecordStep.Rest()),
        step(
            "restored, and no longer held",
            lifted(told(held(restoredAt(NOW)))),
            new RecordStep.Tell()),
        step(
            "restored under protection",
            told(protectedUntil(IN_TWO_HOURS, restoredAt(NOW))),
            new RecordStep.Wait(Duration.ofHours(2))),
        step(
            "restored under protection that has ended",
            told(protectedUntil(PAST, restoredAt(NOW))),
            new RecordStep.Wait(Duration.ofHours(1))),
        step(
            "restored under protection that ended long ago",
            told(protectedUntil(PAST, restoredAt(NOW.minusSeconds(3600)))),
            new RecordStep.Expire("its retention has ended")),
        step(
            "restored under protection without an end",
            told(protectedUntil(null, restoredAt(NOW))),
            new RecordStep.Rest()),
        step(
            "restored under protection whose end was moved",
            protectedUntil(IN_TWO_HOURS, told(protectedUntil(IN_AN_HOUR, restoredAt(NOW)))),
            new RecordStep.Tell()),
        step(
            "kept on hold, asked for again",
            asked(told(held(restoredAt(NOW)))),
            new RecordStep.Restore()),
        step(
            "no longer held, asked for again before that",
            lifted(asked(told(held(restoredAt(NOW))))),
            new RecordStep.Restore()),
        step(
            "held since, asked for elsewhere",
            elsewhere(held(restoredAt(NOW))),
            new RecordStep.Restore()),
        step(
            "asked for elsewhere, kept by nothing",
            elsewhere(restoredAt(NOW)),
            new RecordStep.Wait(Duration.ofHours(1))),
        step(
            "kept on hold, asked what another restore would lead to",
            Records.asked(told(held(restoredAt(NOW))), "dry-run"),
            new RecordStep.Preview()),
        step(
            "a newer operator's, kept on hold",
            newer(told(held(restoredAt(NOW)))),
            new RecordStep.Leave()),
        step("a newer operator's", newer(purge(PAST)), new RecordStep.Leave()),
        step("a newer operator's, asked for", newer(asked(purge(null))), new RecordStep.Leave()),
        step("a newer operator's, restored", newer(restoredAt(NOW)), new RecordStep.Leave()),
        step("without a status yet", purge(IN_AN_HOUR), new RecordStep.Wait(Duration.ofHours(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void followsFromTheRecord(String name, DeletedResource record, RecordStep step) {
    assertThat(RecordStep.of(record, NOW)).as(name).isEqualTo(step);
  }

  private static DeletedResource claimed(DeletedResource record) {
    ObjectNode json = Json.tree(record);
    json.withObject("/spec/restoreElsewhere").put("name", "there");
    return Json.as(DeletedResource.class, json);
  }

  private static DeletedResource newer(DeletedResource record) {
    ObjectNode json = Json.tree(record);
    json.withObject("/spec").put("format", 2);
    return Json.as(DeletedResource.class, json);
  }

  private static DeletedResource held(DeletedResource record) {
    return with(record, spec -> spec.put("legalHold", true));
  }

  private static DeletedResource lifted(DeletedResource record) {
    return with(record, spec -> spec.put("legalHold", false));
  }

  private static DeletedResource protectedUntil(String time, DeletedResource record) {
    return with(
        record,
        spec -> spec.put("purgeTime", time).withObject("/terms").put("purgeProtection", true));
  }

  private static DeletedResource with(DeletedResource record, Consumer<ObjectNode> change) {
    ObjectNode json = Json.tree(record);
    change.accept(json.withObject("/spec"));
    return Json.as(DeletedResource.class, json);
  }

  /** Returns a restored record that says why it stays. */
  private static DeletedResource told(DeletedResource record) {
    record.setStatus(
        RecordStatus.restored(
            record, record.getStatus().restoredAs(), GroupProgress.NOBODY_ELSE, NOW));
    return record;
  }

  private static DeletedResource elsewhere(DeletedResource record) {
    record
        .getMetadata()
        .setAnnotations(
            Map.of("softdelete.dev/restore", "true", "softdelete.dev/restore-as", "web-2"));
    return record;
  }

  private static Arguments step(String name, DeletedResource record, RecordStep step) {
    return Arguments.of(name, record, step);
  }

  private static DeletedResource purge(String time) {
    return Records.purgedAt(time, false);
  }

  private static DeletedResource asked(DeletedResource record) {
    return Records.asked(record, "true");
  }

  private static DeletedResource restoredAt(Instant time) {
    DeletedResource record = purge(PAST);
    Condition restored = Conditions.of("Restored", true, "Restored", "It is back.");
    record.setStatus(
        new DeletedResourceStatus(
            State.RESTORED,
            new RestoredObject("ns", "web", "u-2"),
            Conditions.with(List.of(), restored, time)));
    return record;
  }
}
