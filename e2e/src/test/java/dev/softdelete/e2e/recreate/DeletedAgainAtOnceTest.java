package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An object that is deleted again before its restore is finished is finished first, and then
 * captured: its new record has everything that was acknowledged, and the old record is restored.
 */
class DeletedAgainAtOnceTest {
  private static final int TIMES = 10;
  private static final List<String> APPLY =
      List.of("apply", "--server-side", "--field-manager=flux");

  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @Test
  void afterACreateThatRestoredIt() {
    IntStream.range(0, TIMES).forEach(i -> deleted("created-" + i));

    for (int i = 0; i < TIMES; i++) {
      String name = "created-" + i;
      Caller.Answer created =
          Caller.administrator().create(collection(), restore.configMap(name, "{git: new}"));
      assertThat(created.code()).as(created.toString()).isEqualTo(201);
      Caller.administrator().delete(path(name), "{}");
    }

    for (int i = 0; i < TIMES; i++) {
      assertOneToRestore("created-" + i, "{\"git\":\"new\",\"theirs\":\"kept\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void afterARestoreByAnnotation(int round) {
    String name = "annotated-" + round;
    deleted(name);
    restore.run("annotate", "deleted", restore.record(name), "softdelete.dev/restore=true");
    while (!Caller.administrator().delete(path(name), "{}").ok()) {
      Thread.onSpinWait();
    }

    assertOneToRestore(name, "{\"git\":\"old\",\"theirs\":\"kept\"}");
  }

  private static void deleted(String name) {
    restore.runWith(APPLY, restore.configMap(name, "{git: old}"));
    restore.run("patch", "configmap", name, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    restore.delete("configmap", name);
  }

  private static void assertOneToRestore(String name, String data) {
    restore.awaitGone("configmap", name);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(restore.states(name))
                    .as(name)
                    .containsExactlyInAnyOrder("RESTORED", "DELETED"));

    restore.run("annotate", "deleted", deletedRecord(name), "softdelete.dev/restore=true");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(restore.states(name)).as(name).containsOnly("RESTORED"));

    JsonNode back = restore.get("configmap", name);
    assertThat(back.path("data")).as(name).hasToString(data);
    assertThat(managers(back))
        .as(name)
        .contains("kubectl-patch")
        .doesNotContain("soft-delete-restore");
    assertThat(back.at("/metadata/annotations").has("softdelete.dev/restoring")).isFalse();
  }

  /** Returns the record that is not restored. Both may have been created in the same second. */
  private static String deletedRecord(String name) {
    return restore.records(name).stream()
        .filter(record -> record.at("/status/state").asText().equals("DELETED"))
        .map(record -> record.at("/metadata/name").asText())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> managers(JsonNode object) {
    var managers = new ArrayList<String>();
    object
        .at("/metadata/managedFields")
        .forEach(entry -> managers.add(entry.path("manager").asText()));
    return managers;
  }

  private static String collection() {
    return "/api/v1/namespaces/" + restore.ns() + "/configmaps";
  }

  private static String path(String name) {
    return collection() + "/" + name;
  }
}
