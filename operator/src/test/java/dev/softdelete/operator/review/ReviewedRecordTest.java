package dev.softdelete.operator.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewedRecordTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      emptyValue = "",
      textBlock =
          """
          {} | readable
          {"status": {"state": "RESTORING"}} | readable
          {"status": {"state": "RESTORED"}} | readable
          {"spec": {"legalHold": true}, "status": {"state": "RESTORED"}} | readable
          {"status": {"state": "PURGING"}} | 410 Gone
          {"metadata": {"deletionTimestamp": "2026-01-01T00:00:00Z", "finalizers": ["softdelete.dev/purge"]}} | readable
          {"metadata": {"deletionTimestamp": "2026-01-01T00:00:00Z", "finalizers": ["example.com/a"]}} | 410 Gone
          {"metadata": {"deletionTimestamp": "2026-01-01T00:00:00Z"}} | 410 Gone
          {"spec": {"format": 2}} | 500 InternalError
          {"spec": {"format": 1}} | readable
          """)
  void isReadableUntilItsPurgeBegins(String change, String outcome) {
    assertThat(
            ReviewedRecord.objection(Records.of("shop", change))
                .map(r -> r.code() + " " + r.reason())
                .orElse("readable"))
        .isEqualTo(outcome);
  }
}
