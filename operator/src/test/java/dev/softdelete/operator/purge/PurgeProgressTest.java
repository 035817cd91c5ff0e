package dev.softdelete.operator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.purge.PurgeNotices.Progress;
import dev.softdelete.operator.record.Records;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeProgressTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          gone,     0, OVER
          gone,  3000, OVER
          going,    0, UNDER_WAY
          going, 3000, UNDER_WAY
          there,    0, UNDER_WAY
          there,   29, UNDER_WAY
          there,   30, REFUSED
          """)
  void isToldByTheRecord(String record, long secondsLater, Progress progress) {
    assertThat(Progress.of(record(record), ASKED, ASKED.plusSeconds(secondsLater)))
        .isEqualTo(progress);
  }

  private static Optional<DeletedResource> record(String state) {
    if (state.equals("gone")) {
      return Optional.empty();
    }
    DeletedResource record = Records.purgedAt(null, false);
    if (state.equals("going")) {
      record.getMetadata().setDeletionTimestamp(ASKED.toString());
    }
    return Optional.of(record);
  }
}
