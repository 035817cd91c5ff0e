package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  @Test
  void hasNoneOfWhatOnlyLooksLikeOurAnnotations() {
    DeletedResource brief =
        brief(
            "\"annotations\": {\"softdelete.dev/00001\": \"x\", \"softdelete.dev/unlock\": \"1\"}");

    assertThat(brief.getMetadata().getAnnotations().keySet())
        .isEqualTo(Set.of("softdelete.dev/unlock"));
  }

  @Test
  void hasAFewEntriesHoweverManySomebodyWrites() {
    String entry =
        """
        {"manager": "x%d", "operation": "Apply", "time": "2026-01-01T00:00:00Z",
         "fieldsV1": {"f:metadata": {"f:annotations": {
           "f:softdelete.dev/restore": {}, "f:softdelete.dev/restore-as": {},
           "f:softdelete.dev/%d": {}}}}}
        """;
    String all =
        IntStream.range(0, 1000)
            .mapToObj(i -> entry.formatted(i, i))
            .collect(Collectors.joining(","));

    DeletedResource brief = brief("\"managedFields\": [" + all + "]");

    assertThat(brief.getMetadata().getManagedFields()).hasSize(2);
    assertThat(
            FieldTimes.writtenByOthers(brief, "metadata", "annotations", "softdelete.dev/restore"))
        .contains(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void knowsOurTimeBesideThatOfOthers() {
    DeletedResource brief =
        brief(
            """
            "managedFields": [
              {"manager": "kubectl", "time": "2026-01-01T00:00:00Z",
               "fieldsV1": {"f:spec": {"f:purgeTime": {}}}},
              {"manager": "soft-delete-operator", "time": "2026-01-02T00:00:00Z",
               "fieldsV1": {"f:spec": {"f:purgeTime": {}}}}]
            """);

    assertThat(FieldTimes.writtenByOthers(brief, "spec", "purgeTime"))
        .contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(FieldTimes.written(brief, "spec", "purgeTime"))
        .contains(Instant.parse("2026-01-02T00:00:00Z"));
  }

  private static DeletedResource brief(String metadata) {
    return BriefRecord.of(
        Json.as(
            DeletedResource.class,
            Json.parse(("{\"metadata\": {" + metadata + "}}").getBytes(StandardCharsets.UTF_8))));
  }
}
