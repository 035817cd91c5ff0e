package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # entries, each by its manager and time | by whichever name  | by others
                                                  |                    |
          kubectl=2026-01-01T00:00:00Z            | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z
          kubectl=2026-01-02T00:00:00Z x=2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z | 2026-01-02T00:00:00Z
          soft-delete-operator=2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z |
          kubectl=                                |                    |
          kubectl=10000-01-01T00:00:00Z           |                    |
          kubectl= x=2026-01-01T00:00:00Z         | 2026-01-01T00:00:00Z | 2026-01-01T00:00:00Z
          """)
  void areTheLatestThatCanBeRead(String entries, String written, String byOthers) {
    ObjectNode json = Json.object();
    json.putObject("spec");
    for (String entry : entries == null ? new String[0] : entries.split(" ")) {
      ObjectNode field = json.withObject("/metadata").withArray("managedFields").addObject();
      field.put("manager", entry.substring(0, entry.indexOf('=')));
      if (!entry.endsWith("=")) {
        field.put("time", entry.substring(entry.indexOf('=') + 1));
      }
      field.putObject("fieldsV1").putObject("f:spec").putObject("f:purgeTime");
    }
    DeletedResource record = Json.as(DeletedResource.class, json);

    assertThat(FieldTimes.written(record, "spec", "purgeTime")).isEqualTo(time(written));
    assertThat(FieldTimes.writtenByOthers(record, "spec", "purgeTime")).isEqualTo(time(byOthers));
  }

  private static Optional<Instant> time(String text) {
    return Optional.ofNullable(text).map(Instant::parse);
  }
}
