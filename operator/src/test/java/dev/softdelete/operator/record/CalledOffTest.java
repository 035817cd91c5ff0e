package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests records that a user deleted. */
class CalledOffTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # not purged because | state     | restore asked | called off
                               | DELETED   |               | false
          MassPurge            | DELETED   |               | false
          MassPurge            | DELETED   | before        | true
          MassPurge            | DELETED   | after         | true
          MassPurge            | RESTORING | after         | true
          MassPurge            | RESTORED  | after         | false
                               | DELETED   | before        | false
                               | DELETED   | after         | true
          PurgeDelayed         | DELETED   | after         | true
          PurgeDelayed         | PURGING   | after         | false
          Purging              | PURGING   | after         | false
                               | RESTORING | before        | false
                               | RESTORING | after         | true
          """)
  void byTheRecord(String notPurged, String state, String asked, boolean calledOff) {
    ObjectNode json = Json.object();
    json.withObject("/metadata").put("deletionTimestamp", "2026-01-02T00:00:00Z");
    json.withObject("/status").put("state", state);
    if (notPurged != null) {
      json.withObject("/status")
          .withArray("conditions")
          .addObject()
          .put("type", "Purged")
          .put("status", "False")
          .put("reason", notPurged)
          .put("lastTransitionTime", "2026-01-02T00:00:02Z");
    }
    if (asked != null) {
      json.withObject("/metadata/annotations").put("softdelete.dev/restore", "true");
      ObjectNode entry = json.withObject("/metadata").withArray("managedFields").addObject();
      entry.put("manager", "kubectl-annotate");
      entry.put("time", asked.equals("after") ? "2026-01-02T00:00:01Z" : "2026-01-01T23:59:59Z");
      entry
          .putObject("fieldsV1")
          .putObject("f:metadata")
          .putObject("f:annotations")
          .putObject("f:softdelete.dev/restore");
    }
    json.putObject("spec");
    DeletedResource record = Json.as(DeletedResource.class, json);

    assertThat(RecordStep.stays(record) && RecordStep.comesBack(record)).isEqualTo(calledOff);
  }
}
