package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BriefRecordTest {

  @Test
  void hasOurAnnotationsOnly() {
    DeletedResource brief =
        brief("\"annotations\": {\"softdelete.dev/restore\": \"true\", \"note\": \"long\"}");

    assertThat(brief.getMetadata().getAnnotations().keySet())
        .isEqualTo(Set.of("softdelete.dev/restore"));
  }

  @Test
  void knowsWhenARestoreOrAPurgeTimeWasWritten() {
    DeletedResource brief =
        brief(
            """
            "managedFields": [{"manager": "kubectl", "time": "2026-01-01T00:00:00Z",
              "fieldsV1": {"f:metadata": {"f:annotations": {"f:softdelete.dev/restore": {}}},
                           "f:spec": {"f:purgeTime": {}, "f:resource": {}}}}]
            """);

    assertThat(
            FieldTimes.writtenByOthers(brief, "metadata", "annotations", "softdelete.dev/restore"))
        .isPresent();
    assertThat(FieldTimes.writtenByOthers(brief, "spec", "purgeTime")).isPresent();
  }

  @Test
  void forgetsWhoWroteEverythingElse() {
    DeletedResource brief =
        brief(
            """
            "managedFields": [{"manager": "kubectl", "time": "2026-01-01T00:00:00Z",
              "fieldsV1": {"f:metadata": {"f:annotations": {"f:note": {}}, "f:labels": {"f:a": {}}},
                           "f:spec": {"f:resource": {}}}}]
            """);

    assertThat(Json.tree(brief).toString()).doesNotContain("f:note", "f:labels", "f:resource");
  }

  private static DeletedResource brief(String metadata) {
    return BriefRecord.of(
        Json.as(
            DeletedResource.class,
            Json.parse(("{\"metadata\": {" + metadata + "}}").getBytes(StandardCharsets.UTF_8))));
  }
}
