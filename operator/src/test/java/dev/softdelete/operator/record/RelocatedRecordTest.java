package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import org.junit.jupiter.api.Test;

class RelocatedRecordTest {

  @Test
  void theRequestStaysBehindAndWithItTheLogin() {
    ObjectNode json = Json.tree(Records.purgedAt("2027-01-01T00:00:00Z", false));
    json.withObject("/metadata/annotations").put("softdelete.dev/restore", "true");
    json.withObject("/spec/restoreRequestedBy").put("username", "ann").putArray("groups").add("a");

    ObjectNode moved =
        RelocatedRecord.of(Json.as(DeletedResource.class, json), "soft-delete-system");

    assertThat(moved.at("/metadata/annotations").has("softdelete.dev/restore")).isFalse();
    assertThat(moved.at("/spec/restoreRequestedBy")).hasToString("{\"username\":\"ann\"}");
  }

  @Test
  void aRecordStaysPartOfItsRelease() {
    ObjectNode json = Json.tree(Records.purgedAt("2027-01-01T00:00:00Z", false));
    json.withObject("/metadata/labels").put("softdelete.dev/part-of", "orders");

    ObjectNode moved =
        RelocatedRecord.of(Json.as(DeletedResource.class, json), "soft-delete-system");

    assertThat(moved.at("/metadata/labels").path("softdelete.dev/part-of").asText())
        .isEqualTo("orders");
  }
}
