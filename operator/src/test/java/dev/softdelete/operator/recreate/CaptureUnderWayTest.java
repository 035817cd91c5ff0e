package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureUnderWayTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lives           | {'finalizers': ['softdelete.dev/retain']} | | false",
        "is captured     | {'deletionTimestamp': 't', 'finalizers': ['softdelete.dev/retain']} | |"
            + " true",
        "has terms       | {'deletionTimestamp': 't', 'finalizers': ['softdelete.dev/retain',"
            + " 'terms.softdelete.dev/p', 'softdelete.dev/bypass']} | | true",
        "is recorded     | {'deletionTimestamp': 't', 'finalizers': ['softdelete.dev/retain']} |"
            + " Archive | true",
        "is held         | {'deletionTimestamp': 't', 'finalizers': ['softdelete.dev/retain']} |"
            + " Hold | false",
        "has a foreign   | {'deletionTimestamp': 't', 'finalizers': ['softdelete.dev/retain',"
            + " 'foregroundDeletion']} | | false",
        "has nothing     | {'deletionTimestamp': 't'} | | false",
        "ends gracefully | {'deletionTimestamp': 't', 'deletionGracePeriodSeconds': 30,"
            + " 'finalizers': ['softdelete.dev/retain']} | | false",
        "ends at once    | {'deletionTimestamp': 't', 'deletionGracePeriodSeconds': 0,"
            + " 'finalizers': ['softdelete.dev/retain']} | | true",
      })
  void decides(String what, String metadata, String mode, boolean underWay) {
    String json = "{'metadata': %s}".formatted(metadata).replace('\'', '"');
    var live = new KubeObject(Json.parse(json.getBytes(StandardCharsets.UTF_8)));

    assertThat(CaptureUnderWay.is(live, Optional.ofNullable(mode).map(m -> record(m))))
        .isEqualTo(underWay);
  }

  private static DeletedResource record(String mode) {
    var json = Json.object();
    json.putObject("spec").put("mode", mode);
    return Json.as(DeletedResource.class, json);
  }
}
