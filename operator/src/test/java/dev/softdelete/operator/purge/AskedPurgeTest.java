package dev.softdelete.operator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AskedPurgeTest {
  private static final String NOON = "2026-01-03T12:00:00Z";
  private static final String LATER = "2026-01-03T13:00:00Z";
  private static final String EARLIER = "2026-01-03T11:00:00Z";

  static Stream<Arguments> records() {
    return Stream.of(
        of("nobody asked", Purging.record(LATER), null),
        of("deleted before its time", Purging.deleted(NOON, Purging.record(LATER)), NOON),
        of("deleted, kept indefinitely", Purging.deleted(NOON, Purging.record(null)), NOON),
        of("deleted by us at its time", Purging.deleted(NOON, Purging.record(NOON)), null),
        of(
            "deleted by us, whose clock is a second ahead",
            Purging.deleted("2026-01-03T11:59:59Z", Purging.record(NOON)),
            null),
        of("its time was moved", Purging.moved(EARLIER, "kubectl", Purging.record(NOON)), EARLIER),
        of(
            "its time was moved, and we delete it",
            Purging.deleted(NOON, Purging.moved(EARLIER, "kubectl", Purging.record(NOON))),
            EARLIER),
        of(
            "its time is the one that we wrote",
            Purging.moved(EARLIER, "soft-delete-operator", Purging.record(NOON)),
            null),
        of(
            "its time was moved by somebody under our name",
            Purging.moved(EARLIER, "soft-delete-operator", Purging.stamped(NOON)),
            EARLIER),
        of("its object is back", Purging.deleted(NOON, restored(Purging.record(LATER))), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void isToldFromExpiry(String name, DeletedResource record, String asked) {
    assertThat(AskedPurge.at(record))
        .as(name)
        .isEqualTo(Optional.ofNullable(asked).map(Instant::parse));
  }

  private static DeletedResource restored(DeletedResource record) {
    record.setStatus(
        new DeletedResourceStatus(
            State.RESTORED, new RestoredObject("ns", "web", "u-2"), List.of()));
    return record;
  }

  private static Arguments of(String name, DeletedResource record, String asked) {
    return Arguments.of(name, record, asked);
  }
}
