package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The annotation {@code softdelete.dev/restore: "true"} in a manifest that is created. */
class RestoreAnnotationTest {
  private static final String ASKS = "softdelete.dev/restore: \"true\"";
  private static Recreation reject;

  @BeforeAll
  static void cover() {
    reject = Recreation.under("Reject");
  }

  @Test
  void theCreateReturnsTheObjectAsItWas() {
    deleted("created");

    var created =
        reject.runWith(
            List.of("create", "-o", "json"), reject.configMap("created", "{git: ignored}", ASKS));

    JsonNode object = Recreation.parse(created.out());
    assertThat(object.path("data").toString()).isEqualTo("{\"git\":\"old\",\"more\":\"old\"}");
    assertThat(object.at("/metadata/annotations/note").asText()).isEqualTo("old");
    assertThat(created.err())
        .isEqualTo(
            "Warning: restored from deletedresource %s; everything else in this manifest was ignored, as softdelete.dev/restore asks\n"
                .formatted(reject.record("created")));
  }

  @Test
  void everythingElseInTheManifestIsIgnored() {
    deleted("applied");

    reject.runWith(List.of("apply"), reject.configMap("applied", "{git: ignored}", ASKS));

    reject.awaitRestored("applied");
    assertThat(reject.data("applied")).isEqualTo("{\"git\":\"old\",\"more\":\"old\"}");
    assertThat(reject.get("configmap", "applied").at("/metadata/annotations").toString())
        .doesNotContain("softdelete.dev");
  }

  @Test
  void laterAppliesOfTheManifestAreUpdates() {
    deleted("later");
    reject.runWith(List.of("apply"), reject.configMap("later", "{git: new}", ASKS));
    reject.awaitRestored("later");

    reject.runWith(List.of("apply"), reject.configMap("later", "{git: new}", ASKS));

    assertThat(reject.data("later")).isEqualTo("{\"git\":\"new\"}");
  }

  @Test
  void itIsRefusedWhereThereIsNothingToRestore() {
    var refused = reject.call(List.of("create"), reject.configMap("never", "{}", ASKS));

    assertThat(refused.err())
        .startsWith("Error from server (NotFound): ")
        .endsWith(
            "denied the request: There is no deleted ConfigMap with name 'never' in namespace '%s' to restore. To create a new one, leave out the annotation softdelete.dev/restore.\n"
                .formatted(reject.ns()));
  }

  @Test
  void anotherValueRestoresNothingAndIsWarnedOf() {
    var created =
        reject.runWith(
            List.of("create"),
            reject.configMap("mistaken", "{git: new}", "softdelete.dev/restore: \"True\""));

    assertThat(created.err())
        .isEqualTo(
            "Warning: softdelete.dev/restore: \"True\" restores nothing: in a manifest that is"
                + " created, only the value \"true\" does\n");
    assertThat(reject.data("mistaken")).isEqualTo("{\"git\":\"new\"}");
  }

  @Test
  void theNewestIsRestoredThoughSomeWereDeletedInTheSameSecond() {
    Recreation allow = Recreation.under("Allow");
    for (int i = 1; i <= 8; i++) {
      allow.runWith(List.of("create"), allow.configMap("again", "{git: v%d}".formatted(i)));
      allow.delete("configmap", "again");
    }

    var created =
        allow.runWith(List.of("create", "-o", "json"), allow.configMap("again", "{}", ASKS));

    assertThat(Recreation.parse(created.out()).at("/data/git").asText()).isEqualTo("v8");
  }

  private static void deleted(String name) {
    reject.runWith(List.of("apply"), reject.configMap(name, "{git: old, more: old}", "note: old"));
    reject.delete("configmap", name);
  }
}
