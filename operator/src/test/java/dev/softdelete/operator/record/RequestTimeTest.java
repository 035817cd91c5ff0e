package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTimeTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");

  /** All times are of the same day. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          seen for the first time                  | 7 | -        | - | -        | 12:00:00
          asked while no operator ran              | 7 | 09:00:00 | - | -        | 09:00:00
          a time in the future, which is forged    | 7 | 15:00:00 | - | -        | 12:00:00
          noted, and a restart since               | 7 | -        | 7 | 11:00:00 | 11:00:00
          noted, and forged since                  | 7 | 11:59:00 | 7 | 11:00:00 | 11:00:00
          asked again                              | 8 | 11:58:00 | 7 | 09:00:00 | 11:58:00
          nothing is known                         | - | -        | - | -        | 12:00:00
          """)
  void countsFromTheRequest(
      String what, String id, String written, String notedId, String noted, String expected) {
    DeletedResource record = record(id, written, notedId, noted);

    assertThat(RequestTime.of(record, NOON)).as(what).hasToString(time(expected));
  }

  private static DeletedResource record(String id, String written, String notedId, String noted) {
    ObjectNode json = Json.tree(Records.purgedAt("2027-01-01T00:00:00Z", false));
    if (id != null) {
      json.withObject("/spec").put("restoreRequestId", id);
    }
    if (written != null) {
      ObjectNode entry = json.withObject("/metadata").putArray("managedFields").addObject();
      entry.put("manager", "kubectl-annotate").put("time", time(written));
      entry.withObject("/fieldsV1/f:metadata/f:annotations").putObject("f:softdelete.dev/restore");
    }
    if (notedId != null) {
      json.withObject("/status/restoreRequest").put("id", notedId).put("time", time(noted));
    }
    return Json.as(DeletedResource.class, json);
  }

  private static String time(String ofDay) {
    return "2026-01-03T" + ofDay + "Z";
  }
}
