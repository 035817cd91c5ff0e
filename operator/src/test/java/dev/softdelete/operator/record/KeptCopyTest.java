package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptCopyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "false | false | 2026-01-03T00:00:00Z | - | -",
        "false | false | -                    | - | -",
        "true  | false | 2026-01-03T00:00:00Z | Its copy is kept under legal hold, until the hold"
            + " is lifted. | -",
        "true  | true  | 2026-01-03T00:00:00Z | Its copy is kept under legal hold, until the hold"
            + " is lifted. | -",
        "false | true  | 2026-01-03T00:00:00Z | Its copy is under purge protection and is kept"
            + " until 2026-01-03T00:00:00Z. | 2026-01-03T00:00:00Z",
        "false | true  | -                    | Its copy is under purge protection and is kept"
            + " indefinitely. | -",
      })
  void staysForAReason(
      boolean held, boolean purgeProtection, String purgeTime, String message, String until) {
    ObjectNode json = Json.tree(Records.purgedAt(purgeTime, held));
    json.withObject("/spec/terms").put("purgeProtection", purgeProtection);
    var kept = KeptCopy.of(Json.as(DeletedResource.class, json));

    assertThat(kept.map(KeptCopy::message).orElse(null)).isEqualTo(message);
    assertThat(kept.flatMap(KeptCopy::until).map(Object::toString).orElse(null)).isEqualTo(until);
  }
}
