package dev.softdelete.operator.restore.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatorAtWorkTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # root answered,      a member answered,    now,                  waits
          -,                    -,                    2026-01-01T00:00:01Z, false
          2026-01-01T00:00:00Z, -,                    2026-01-01T00:00:04Z, true
          2026-01-01T00:00:00Z, -,                    2026-01-01T00:00:05Z, false
          2026-01-01T00:00:00Z, 2026-01-01T00:00:03Z, 2026-01-01T00:00:07Z, true
          2026-01-01T00:00:00Z, 2026-01-01T00:00:03Z, 2026-01-01T00:00:08Z, false
          2026-01-01T00:00:00Z, 2026-01-01T00:00:58Z, 2026-01-01T00:00:59Z, true
          2026-01-01T00:00:00Z, 2026-01-01T00:00:58Z, 2026-01-01T00:01:00Z, false
          -,                    2026-01-01T00:00:00Z, 2026-01-01T00:00:01Z, false
          """)
  void membersWaitWhileCreatesOfTheirNamespaceFollowEachOther(
      String root, String member, Instant now, boolean waits) {
    GroupRecords namespace = answered(GroupRecords.namespace("ns"), root);
    GroupRecords content = answered(GroupRecords.configMap("ns", "web"), member);

    assertThat(CreatorAtWork.lasts(namespace.record(), List.of(content.record()), now))
        .isEqualTo(waits);
  }

  @ParameterizedTest
  @CsvSource("2026-01-01T00:00:00Z, 2026-01-01T00:00:01Z")
  void nobodyWaitsForTheCreatorOfAnythingElse(String answered, Instant now) {
    GroupRecords owner = answered(GroupRecords.configMap("ns", "owner"), answered);

    assertThat(CreatorAtWork.lasts(owner.record(), List.of(), now)).isFalse();
  }

  private static GroupRecords answered(GroupRecords record, String time) {
    return time == null ? record : record.answeredAt(time);
  }
}
