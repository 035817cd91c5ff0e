package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record of a deleted ConfigMap "shop/web", and an object with its genuine mark. */
class RestoreUnderWayTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a dry run, and nobody has asked            | web  | 12:00:00 | r-1 |     |          |      |      | false | false
          the answered create                        | web  | 12:00:00 | r-1 | r-1 | 12:00:00 |      |      | true  | true
          the answered create, stored much later     | web  | 13:00:00 | r-1 | r-1 | 12:00:00 |      |      | true  | true
          the answered create, under another name    | fake | 12:00:00 | r-1 | r-1 | 12:00:00 |      |      | true  | false
          an earlier create than the answered one    | web  | 11:00:00 | r-1 | r-2 | 12:00:00 |      |      | true  | true
          stored while another one was answered      | web  | 12:00:39 | r-1 | r-2 | 12:00:00 |      |      | true  | true
          an unknown create since the answered one   | web  | 12:00:41 | r-1 | r-2 | 12:00:00 |      |      | true  | false
          by the operator, and nobody has asked      | fake | 12:00:00 |     |     |          |      |      | false | false
          by the operator, in place                  | web  | 12:00:00 |     |     |          |      | web  | true  | true
          by the operator, as asked                  | copy | 12:00:00 |     |     |          |      | copy | true  | true
          by the operator, where nobody has asked    | fake | 12:00:00 |     |     |          |      | copy | true  | false
          by the operator, as claimed                | copy | 12:00:00 |     |     |          | copy |      | true  | true
          by the operator, where nothing is claimed  | fake | 12:00:00 |     |     |          | copy |      | true  | false
          by the operator, in place, then called off | web  | 12:00:00 |     |     |          |      |      | true  | true
          by the operator, called off, other name    | fake | 12:00:00 |     |     |          |      |      | true  | false
          in place, where nobody has ever asked      | web  | 12:00:00 |     |     |          |      |      | false | false
          """)
  void countsOnlyAtThePlaceOfARestoreThatWasAskedFor(
      String what,
      String name,
      String created,
      String request,
      String answered,
      String answeredAt,
      String claimed,
      String asked,
      boolean everAsked,
      boolean counts) {
    var live =
        Snapshots.object(
            """
            {"apiVersion": "v1", "kind": "ConfigMap",
             "metadata": {"name": "%s", "namespace": "shop", "creationTimestamp": "2026-01-01T%sZ"}}
            """
                .formatted(name, created));
    var mark = new RestoreMark("shop", "configmap-web", "s", request == null ? "" : request, false);
    var target =
        Optional.ofNullable(asked).map(n -> new RestoreTarget(Optional.of("shop"), n, false));

    assertThat(
            RestoreUnderWay.to(
                live, mark, record(answered, answeredAt, claimed), target, everAsked))
        .isEqualTo(counts);
  }

  private static DeletedResource record(String answered, String at, String claimed) {
    DeletedResource record = Snapshots.record("shop", "web", Map.of());
    ObjectNode spec = Json.tree(record.getSpec());
    if (answered != null) {
      spec.putObject("answeredCreate")
          .put("request", answered)
          .put("time", "2026-01-01T" + at + "Z");
    }
    if (claimed != null) {
      spec.putObject("restoreElsewhere").put("namespace", "shop").put("name", claimed);
    }
    record.setSpec(Json.as(DeletedResourceSpec.class, spec));
    return record;
  }
}
