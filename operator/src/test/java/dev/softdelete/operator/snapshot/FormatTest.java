package dev.softdelete.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  @ParameterizedTest
  @CsvSource({"'', false", "'\"format\": 1', false", "'\"format\": 2', true"})
  void ofARecord(String format, boolean newer) {
    byte[] json = ("{\"spec\": {" + format + "}}").getBytes(StandardCharsets.UTF_8);

    assertThat(Format.newer(Json.as(DeletedResource.class, Json.parse(json)))).isEqualTo(newer);
    assertThat(Format.newer(Json.parse(json))).isEqualTo(newer);
  }

  @ParameterizedTest
  @CsvSource({"'', false", "1, false", "2, true", "two, true"})
  void ofASnapshot(String format, boolean newer) {
    var secret = Json.object();
    if (!format.isEmpty()) {
      secret.withObject("/metadata/annotations").put("softdelete.dev/format", format);
    }

    assertThat(Format.newer(new KubeObject(secret))).isEqualTo(newer);
  }

  @Test
  void saysWhatToDo() {
    var record = new DeletedResource();
    record.setSpec(
        Json.as(
                DeletedResource.class,
                Json.parse("{\"spec\": {\"format\": 3}}".getBytes(StandardCharsets.UTF_8)))
            .getSpec());

    assertThat(Format.leftAlone(record))
        .contains(
            "a newer version", "format 3; this one knows 1", "until the operator is upgraded");
  }
}
