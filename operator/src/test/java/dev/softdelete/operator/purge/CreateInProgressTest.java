package dev.softdelete.operator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateInProgressTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "DELETED, true, 2026-01-03T11:59:59Z, true",
    "DELETED, true, 2026-01-03T11:59:46Z, true",
    "DELETED, true, 2026-01-03T11:59:45Z, false",
    "DELETED, false, 2026-01-03T11:59:59Z, false",
    "RESTORED, true, 2026-01-03T11:59:59Z, false",
    "PURGING, true, 2026-01-03T11:59:59Z, false"
  })
  void delaysThePurge(State state, boolean stamped, String written, boolean delays) {
    assertThat(CreateInProgress.possible(record(state, stamped, written), NOON)).isEqualTo(delays);
  }

  @Test
  void aStampThatIsWrittenDuringThePurgeDelaysItNoFurther() {
    DeletedResource record = record(State.DELETED, true, "2026-01-03T11:59:59Z");
    record.getMetadata().setDeletionTimestamp("2026-01-03T11:59:44Z");

    assertThat(CreateInProgress.possible(record, NOON)).isFalse();
  }

  @Test
  void aNameThatIsLeftOfAStampDelaysNothing() {
    ObjectNode json = Json.tree(record(State.DELETED, true, "2026-01-03T11:59:59Z"));
    json.withObject("/spec/restoreRequestedBy").remove("groups");

    assertThat(CreateInProgress.possible(Json.as(DeletedResource.class, json), NOON)).isFalse();
  }

  private static DeletedResource record(State state, boolean stamped, String written) {
    ObjectNode json = Json.tree(Purging.record("2026-01-04T12:00:00Z"));
    if (stamped) {
      json.withObject("/spec/restoreRequestedBy")
          .put("username", "ann")
          .putArray("groups")
          .add("staff");
    }
    ObjectNode entry = json.withObject("/metadata").putArray("managedFields").addObject();
    entry.put("manager", "soft-delete-operator").put("operation", "Update").put("time", written);
    entry.withObject("/fieldsV1/f:spec").putObject("f:restoreRequestedBy");
    DeletedResource record = Json.as(DeletedResource.class, json);
    record.setStatus(new DeletedResourceStatus(state, null, List.of()));
    return record;
  }
}
