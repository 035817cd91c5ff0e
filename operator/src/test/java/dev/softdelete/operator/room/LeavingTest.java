package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeavingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kept                  | {}                                                              | false
          due                   | {"spec": {"purgeTime": "2026-01-01T02:00:00Z"}}                 | true
          due, under legal hold | {"spec": {"purgeTime": "2026-01-01T02:00:00Z", "legalHold": true}} | false
          due, to be restored   | {"spec": {"purgeTime": "2026-01-01T02:00:00Z"}, "metadata": {"annotations": {"softdelete.dev/restore": "true"}}} | false
          kept for ever         | {"spec": {"purgeTime": null}}                                   | false
          deleted               | {"metadata": {"deletionTimestamp": "2026-01-01T01:00:00Z"}}     | true
          one of many purges    | {"metadata": {"deletionTimestamp": "2026-01-01T01:00:00Z"}, "status": {"state": "DELETED", "conditions": [{"type": "Purged", "status": "False", "reason": "MassPurge"}]}} | false
          cannot be purged      | {"metadata": {"deletionTimestamp": "2026-01-01T01:00:00Z"}, "status": {"state": "DELETED", "conditions": [{"type": "Purged", "status": "False", "reason": "PurgeDelayed"}]}} | false
          the purge has begun   | {"metadata": {"deletionTimestamp": "2026-01-01T01:00:00Z"}, "status": {"state": "PURGING", "conditions": [{"type": "Purged", "status": "False", "reason": "Purging"}]}} | true
          """)
  void isWhatWillBeGoneInAMoment(String what, String changes, boolean leaving) {
    DeletedResource record = RoomRecords.changed(RoomRecords.record("u", "web", 0, true), changes);

    assertThat(Leaving.is(record, RoomRecords.NOW)).as(what).isEqualTo(leaving);
  }
}
