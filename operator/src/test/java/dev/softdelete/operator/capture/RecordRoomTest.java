package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordRoomTest {

  @Test
  void leavesARecordThatFitsAsItIs() {
    ObjectNode record = record(1000, 1024, 100);
    ObjectNode before = record.deepCopy();

    RecordRoom.fit(record);

    assertThat(record).isEqualTo(before);
  }

  @Test
  void leavesOutTheFinalizersOfOthersFirst() {
    ObjectNode record = record(60_000, 1024, 0);

    RecordRoom.fit(record);

    assertThat(record.path("spec").has("foreignFinalizers")).isFalse();
    assertThat(record.at("/spec/owners")).hasSize(1024);
  }

  @Test
  void leavesOutOwnersBeforeGroups() {
    ObjectNode record = record(Recording.LONGEST_NAME, 1024, 20_000);

    RecordRoom.fit(record);

    assertThat(record.at("/spec/owners")).hasSize(64);
    assertThat(record.at("/spec/deletedBy/groups")).isNotEmpty();
  }

  @Test
  void theLongestNameFitsWithTheLargestRequesterAndMostOwners() {
    ObjectNode record = record(Recording.NAME_BYTES, 1024, 32 * 1024);

    RecordRoom.fit(record);

    assertThat(Json.bytes(record).length).isLessThanOrEqualTo(RecordRoom.BYTES);
  }

  @Test
  void theUsersOfAnEarlierRecordAreKeptByTheirNames() {
    ObjectNode record = record(Recording.LONGEST_NAME, 16, 0);
    for (String who : List.of("restoreRequestedBy", "legalHoldBy", "purgeTimeMovedBy")) {
      record
          .withObject("/spec/" + who)
          .put("username", "jane")
          .putArray("groups")
          .add("g".repeat(32 * 1024));
    }

    RecordRoom.fit(record);

    assertThat(Json.bytes(record).length).isLessThanOrEqualTo(RecordRoom.BYTES);
    assertThat(record.at("/spec/legalHoldBy/username").asText()).isEqualTo("jane");
    assertThat(record.at("/spec/deletedBy/groups")).isNotEmpty();
  }

  private static ObjectNode record(int nameLength, int owners, int groupLength) {
    ObjectNode record = Json.object();
    record.putObject("metadata").putObject("labels").put("l", "x".repeat(8 * 1024));
    ObjectNode spec = record.putObject("spec");
    spec.putObject("resource").put("name", "n".repeat(nameLength));
    spec.putArray("foreignFinalizers").add("f".repeat(8 * 1024));
    ArrayNode uids = spec.putArray("owners");
    for (int i = 0; i < owners; i++) {
      uids.add("00000000-0000-0000-0000-000000000000");
    }
    spec.putObject("deletedBy")
        .put("username", "ann")
        .putArray("groups")
        .add("g".repeat(groupLength));
    return record;
  }
}
