package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BelongingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kept in | of namespace | its Namespace's record   | takes the name
          ns        | ns           | none                     | true
          system    |              | none                     | true
          system    | ns           | none                     | false
          system    | ns           | DELETED                  | false
          system    | ns           | RESTORED ns              | false
          system    | ns           | RESTORING ns             | true
          system    | ns           | RESTORING copy           | false
          system    | ns           | created now              | true
          system    | ns           | created long ago         | false
          """)
  void takesTheNameWhereItWas(String kept, String namespace, String root, boolean takes) {
    DeletedResource record =
        record(
            """
            {"metadata": {"namespace": "%s"}, "spec": {"resource": {"name": "web"%s}}}
            """
                .formatted(
                    kept,
                    namespace == null
                        ? ""
                        : ", \"namespace\": \"ns\", \"namespaceUid\": \"u-ns\""));

    boolean belongs =
        Belonging.toItsNamespace(
            record,
            uid -> Optional.of(root).filter(r -> !r.equals("none")).map(BelongingTest::root),
            Instant.parse("2026-12-01T00:01:00Z"));

    assertThat(belongs).isEqualTo(takes);
  }

  private static DeletedResource root(String state) {
    String[] parts = state.split(" ", 2);
    if (parts[0].equals("created")) {
      return record(
          """
          {"metadata": {}, "spec": {"resource": {"name": "ns"},
           "answeredCreate": {"request": "r", "time": "2026-12-01T00:00:%sZ"}}}
          """
              .formatted(parts[1].equals("now") ? "55" : "15"));
    }
    return record(
        """
        {"metadata": {}, "spec": {"resource": {"name": "ns"}}, "status": {"state": "%s"%s}}
        """
            .formatted(
                parts[0],
                parts.length == 1 ? "" : ", \"restoredAs\": {\"name\": \"" + parts[1] + "\"}"));
  }

  private static DeletedResource record(String json) {
    return Json.as(DeletedResource.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
