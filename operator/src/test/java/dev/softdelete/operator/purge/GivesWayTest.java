package dev.softdelete.operator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivesWayTest {
  private static final MassPurge.Pace PACE = new MassPurge.Pace(100, Duration.ofMinutes(15));

  /** The record was deleted at noon. */
  @ParameterizedTest
  @CsvSource({
    "12:00:01, false, MassPurge, true",
    "13:14:59, false, MassPurge, true",
    "13:15:00, false, MassPurge, false",
    "13:15:00, false, -, false",
    "18:00:00, true, -, true",
    "18:00:00, false, PurgeDelayed, true",
    "18:00:00, false, Purging, false"
  })
  void toARestoreForALimitedTime(String now, boolean hold, String purged, boolean still) {
    ObjectNode json = Json.tree(Purging.record("2026-01-04T12:00:00Z"));
    json.withObject("/metadata").put("deletionTimestamp", "2026-01-03T12:00:00Z");
    json.withObject("/spec").put("legalHold", hold);
    if (!purged.equals("-")) {
      json.withObject("/status")
          .putArray("conditions")
          .addObject()
          .put("type", "Purged")
          .put("status", "False")
          .put("reason", purged);
    }

    assertThat(
            GivesWay.still(
                Json.as(DeletedResource.class, json),
                PACE,
                Instant.parse("2026-01-03T" + now + "Z")))
        .isEqualTo(still);
  }
}
