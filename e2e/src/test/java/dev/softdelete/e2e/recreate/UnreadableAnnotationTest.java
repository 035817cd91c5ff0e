package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last-applied annotation of a manifest may have any value. A value that is no manifest changes
 * nothing of the answer.
 */
class UnreadableAnnotationTest {
  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
  private static final Answers ANSWERS = Answers.all();

  @ParameterizedTest
  @ValueSource(strings = {"not JSON", "[]"})
  void rejectRefuses(String value) {
    Recreation where = deleted(ANSWERS.reject(), "web-" + value.length());

    Caller.Answer answer = create(where, "web-" + value.length(), value);

    assertThat(answer.code()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.message()).endsWith(where.refusal("ConfigMap", "web-" + value.length()));
    assertThat(where.states("web-" + value.length())).containsExactly("DELETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not JSON", "[]"})
  void restoreRestoresAndAppliesTheWholeManifest(String value) {
    String name = "web-" + value.length();
    Recreation where = deleted(ANSWERS.restore(), name);

    Caller.Answer answer = create(where, name, value);

    assertThat(answer.code()).as(answer.toString()).isEqualTo(201);
    where.awaitRestored(name);
    assertThat(where.data(name)).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
    assertThat(where.get("configmap", name).at("/metadata/annotations").path(ANNOTATION).asText())
        .isEqualTo(value);
  }

  @Test
  void allowCreates() {
    Recreation where = deleted(ANSWERS.allow(), "web");

    Caller.Answer answer = create(where, "web", "not JSON");

    assertThat(answer.code()).as(answer.toString()).isEqualTo(201);
    assertThat(where.data("web")).isEqualTo("{\"git\":\"new\"}");
    assertThat(where.states("web")).containsExactly("DELETED");
  }

  private static Recreation deleted(Recreation where, String name) {
    Caller.Answer created =
        Caller.administrator().create(path(where), where.configMap(name, "{git: old}"));
    assertThat(created.ok()).as(created.toString()).isTrue();
    where.run("patch", "configmap", name, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    return where.delete("configmap", name);
  }

  /** kubectl would replace the annotation. */
  private static Caller.Answer create(Recreation where, String name, String annotation) {
    return Caller.administrator()
        .create(
            path(where),
            where.configMap(name, "{git: new}", "%s: '%s'".formatted(ANNOTATION, annotation)));
  }

  private static String path(Recreation where) {
    return "/api/v1/namespaces/" + where.ns() + "/configmaps";
  }
}
