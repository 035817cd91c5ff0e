package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A record is written as {@code name:state:minute of its deletion:answer of its policy[:format]}.
 * The minute may be followed by {@code @resourceVersion}. In the state CLAIMED, the operator is
 * about to restore the object as {@code there}; in the states ASKED and ASKED-HERE, a user has
 * asked for a restore as {@code there} or at its own place; in the state ROUTINE, the deletion is
 * routine.
 */
class RecreateDecisionTest {
  private static final String YES = "\"softdelete.dev/restore\": \"true\"";
  private static final Set<String> DELETED =
      Set.of("GOING", "CLAIMED", "ASKED", "ASKED-HERE", "ROUTINE");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          #                     annotation                             | answer
          ''                                |                          | Create
          ''                                | restore=true             | NothingToRestore
          ''                                | on-recreate=Restore      | Create
          a:DELETED:1:Reject                |                          | Refuse a
          a:DELETED:1:Restore               |                          | Restore a, apply
          a:DELETED:1:Allow                 |                          | Create
          a:DELETED:1:Reject                | on-recreate=Restore      | Restore a, apply
          a:DELETED:1:Restore               | on-recreate=Reject       | Refuse a
          a:DELETED:1:Reject                | on-recreate=Allow        | Create
          a:DELETED:1:Reject                | on-recreate=Whatever     | Refuse a
          a:DELETED:1:Reject                | restore=true             | Restore a
          a:DELETED:1:Reject                | restore=false            | Refuse a
          a:DELETED:1:Allow b:DELETED:2:Reject   |                     | Refuse b
          b:DELETED:2:Reject a:DELETED:1:Allow   |                     | Refuse b
          b:DELETED:2:Allow a:DELETED:1:Reject   |                     | Create
          a:DELETED:1:Reject b:DELETED:2:Restore |                     | Restore b, apply
          a:DELETED:1:Allow b:DELETED:2:Allow    | restore=true        | Restore b
          a:DELETED:1@10:Reject b:DELETED:1@9:Reject  | restore=true    | Restore a
          b:DELETED:1@9:Reject a:DELETED:1@10:Reject  | restore=true    | Restore a
          a:DELETED:1@12:Reject b:DELETED:1@13:Reject | restore=true    | Restore b
          a:DELETED:1@12:Reject b:DELETED:1:Reject    | restore=true    | Restore a
          a:DELETED:2@12:Reject b:DELETED:1@13:Reject | restore=true    | Restore a
          a:DELETED:1:Allow b:ROUTINE:2:Allow    | restore=true        | Restore a
          a:ROUTINE:1:Allow b:ROUTINE:2:Allow    | restore=true        | Restore b
          a:RESTORED:1:Allow b:ROUTINE:2:Allow   | restore=true        | Restore b
          a:DELETED:1:Reject b:ROUTINE:2:Restore |                     | Restore b, apply
          a:RESTORED:1:Reject               |                          | Create
          a:RESTORED:1:Reject               | restore=true             | NothingToRestore
          a:RESTORING:1:Reject              |                          | ComingBack a
          a:RESTORING:1:Restore             | restore=true             | ComingBack a
          a:RESTORED:2:Reject b:DELETED:1:Reject |                     | Refuse b
          a:CLAIMED:1:Restore               |                          | Elsewhere a
          a:CLAIMED:1:Reject                | restore=true             | Elsewhere a
          a:CLAIMED:1:Reject                | on-recreate=Restore      | Elsewhere a
          a:CLAIMED:1:Reject                |                          | Refuse a
          a:CLAIMED:1:Allow                 |                          | Create
          a:CLAIMED:1:Restore:2             |                          | Refuse a
          a:ASKED:1:Restore                 |                          | Elsewhere a
          a:ASKED:1:Reject                  | restore=true             | Elsewhere a
          a:ASKED:1:Allow                   |                          | Create
          a:ASKED-HERE:1:Restore            |                          | Restore a, apply
          a:PURGING:1:Reject                |                          | Create
          a:GOING:1:Reject                  |                          | Create
          a:GOING:1:Restore                 | restore=true             | NothingToRestore
          a:DELETED:1:Reject:2              |                          | Refuse a
          a:DELETED:1:Restore:2             |                          | Refuse a
          a:DELETED:1:Reject:2              | restore=true             | Refuse a
          a:DELETED:1:Allow:2               |                          | Create
          a:RESTORING:1:Restore:2           |                          | Refuse a
          a:RESTORED:1:Restore:2            |                          | Create
          a:DELETED:1:Restore:2 b:DELETED:2:Restore:1 |                | Restore b, apply
          """)
  void decides(String records, String annotation, String answer) {
    List<DeletedResource> there =
        Arrays.stream(records.split(" ", -1))
            .filter(r -> !r.isEmpty())
            .map(RecreateDecisionTest::record)
            .toList();

    RecreateAnswer decided =
        RecreateDecision.decide(
            annotation(annotation), there, r -> OnRecreate.valueOf(r.getSpec().policy()));

    assertThat(text(decided)).isEqualTo(answer);
  }

  private static Map<String, String> annotation(String text) {
    if (text == null) {
      return Map.of();
    }
    String[] parts = text.split("=", 2);
    return Map.of("softdelete.dev/" + parts[0], parts[1]);
  }

  private static String text(RecreateAnswer answer) {
    return switch (answer) {
      case RecreateAnswer.Create c -> "Create";
      case RecreateAnswer.NothingToRestore n -> "NothingToRestore";
      case RecreateAnswer.Refuse r -> "Refuse " + r.taken().getMetadata().getName();
      case RecreateAnswer.ComingBackElsewhere e ->
          "Elsewhere " + e.record().getMetadata().getName();
      case RecreateAnswer.ComingBack c -> "ComingBack " + c.record().getMetadata().getName();
      case RecreateAnswer.Restore r ->
          "Restore " + r.record().getMetadata().getName() + (r.thenApply() ? ", apply" : "");
    };
  }

  /** Parses a record. The state GOING means that a user has deleted the record. */
  private static DeletedResource record(String text) {
    String[] parts = text.split(":", -1);
    String[] when = parts[2].split("@", -1);
    String json =
        """
        {"metadata": {"name": "%s" %s},
         "spec": {"policy": "%s", "resource": {"name": "web" %s},
                  "deletionTime": "2026-01-01T00:0%s:00Z", "format": %s%s%s},
         "status": {"state": "%s"}}
        """
            .formatted(
                parts[0],
                metadata(parts[1]),
                parts[3],
                when.length > 1 ? ", \"resourceVersion\": \"" + when[1] + "\"" : "",
                when[0],
                parts.length > 4 ? parts[4] : "null",
                parts[1].equals("CLAIMED") ? ", \"restoreElsewhere\": {\"name\": \"there\"}" : "",
                parts[1].equals("ROUTINE") ? ", \"routine\": true" : "",
                DELETED.contains(parts[1]) ? "DELETED" : parts[1]);
    return Json.as(DeletedResource.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String metadata(String state) {
    return switch (state) {
      case "GOING" -> ", \"deletionTimestamp\": \"2026-01-01T01:00:00Z\"";
      case "ASKED" ->
          ", \"annotations\": {%s, \"softdelete.dev/restore-as\": \"there\"}".formatted(YES);
      case "ASKED-HERE" -> ", \"annotations\": {%s}".formatted(YES);
      default -> "";
    };
  }
}
