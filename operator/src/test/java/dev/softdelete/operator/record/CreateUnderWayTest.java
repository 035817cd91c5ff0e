package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateUnderWayTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "DELETED,  2026-01-03T11:59:59Z, 2026-01-03T12:00:39Z",
    "DELETED,  2026-01-03T11:59:21Z, 2026-01-03T12:00:01Z",
    "DELETED,  2026-01-03T11:59:20Z,",
    "DELETED,  2026-01-03T12:00:01Z, 2026-01-03T12:00:41Z",
    "DELETED,  2026-01-03T12:00:41Z,",
    "DELETED,                      ,",
    "RESTORED, 2026-01-03T11:59:59Z,",
    "PURGING,  2026-01-03T11:59:59Z,"
  })
  void mayBeStoredForSomeTime(State state, String answered, Instant until) {
    assertThat(CreateUnderWay.until(record(state, answered), NOON).orElse(null)).isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-03T11:59:21Z, false",
    "2026-01-03T11:59:20Z, true",
    "                    , true",
  })
  void isOverThen(String answered, boolean over) {
    assertThat(CreateUnderWay.isOver(record(State.RESTORED, answered), NOON)).isEqualTo(over);
  }

  private static DeletedResource record(State state, String answered) {
    ObjectNode json = Json.tree(Records.in(state, Records.purgedAt(null, false)));
    if (answered != null) {
      json.withObject("/spec/answeredCreate").put("request", "r-1").put("time", answered);
    }
    return Json.as(DeletedResource.class, json);
  }
}
