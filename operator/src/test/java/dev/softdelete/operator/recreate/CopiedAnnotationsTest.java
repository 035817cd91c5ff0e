package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopiedAnnotationsTest {
  private static final Requester PROGRAM =
      new Requester("system:serviceaccount:shop:operator", null, null, null);

  @ParameterizedTest
  @CsvSource({
    "softdelete.dev/restore, true",
    "softdelete.dev/bypass, true",
    "softdelete.dev/on-recreate, false",
    "softdelete.dev/retention, false",
  })
  void someMatterEvenIfNothingIsDeleted(String annotation, boolean matters) {
    assertThat(CopiedAnnotations.matter(annotated(annotation))).isEqualTo(matters);
  }

  @Test
  void othersStay() {
    KubeObject object = annotated("softdelete.dev/bypass", "softdelete.dev/retention", "note");

    assertThat(CopiedAnnotations.without(object).annotations())
        .containsOnlyKeys("softdelete.dev/retention", "note");
  }

  @Test
  void anObjectWithoutThemIsTheSame() {
    KubeObject object = annotated("note");

    assertThat(CopiedAnnotations.without(object)).isSameAs(object);
  }

  /** A recursive copy of it would overflow the stack. */
  @Test
  void anObjectMayBeDeep() {
    KubeObject object = annotated("softdelete.dev/bypass");
    ObjectNode inner = object.json();
    for (int i = 0; i < 100_000; i++) {
      inner = inner.putObject("a");
    }

    KubeObject without = CopiedAnnotations.without(object);

    assertThat(without.annotations()).isEmpty();
    assertThat(without.name()).isEqualTo("web");
    assertThat(without.json().path("a")).isSameAs(object.json().path("a"));
    assertThat(object.annotations()).containsOnlyKeys("softdelete.dev/bypass");
  }

  @Test
  void anAllowedCreateLosesThem() {
    var response =
        CopiedAnnotations.takenOff(
            annotated("softdelete.dev/restore", "softdelete.dev/bypass", "note"),
            AdmissionResponse.allowed(),
            PROGRAM);

    assertThat(((AdmissionResponse.Patched) response).patch())
        .hasToString(
            "[{\"op\":\"remove\",\"path\":\"/metadata/annotations/softdelete.dev~1restore\"},"
                + "{\"op\":\"remove\",\"path\":\"/metadata/annotations/softdelete.dev~1bypass\"}]");
  }

  @Test
  void aRefusalStaysARefusal() {
    var refusal = new AdmissionResponse.Denied(409, "AlreadyExists", "taken");

    assertThat(CopiedAnnotations.takenOff(annotated("softdelete.dev/bypass"), refusal, PROGRAM))
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "softdelete.dev/restore, system:serviceaccount:ci:deployer, 1",
    "softdelete.dev/bypass, system:serviceaccount:ci:deployer, 0",
    "softdelete.dev/restore, system:k3s-supervisor, 0",
  })
  void aServiceAccountThatRestoresNothingIsToldWhatToDo(
      String annotation, String username, int warnings) {
    var response =
        CopiedAnnotations.takenOff(
            annotated(annotation),
            AdmissionResponse.allowed(),
            new Requester(username, null, null, null));

    assertThat(((AdmissionResponse.Patched) response).warnings())
        .hasSize(warnings)
        .allSatisfy(
            warning ->
                assertThat(warning)
                    .isEqualTo(
                        "softdelete.dev/restore was taken off: requests of controllers restore"
                            + " nothing; if this ServiceAccount stands for people, list it under"
                            + " requesters.people"));
  }

  @Test
  void aRestoreByThePolicyIsNotWarnedAbout() {
    var restored = new AdmissionResponse.Patched(Json.object().arrayNode(), List.of("restored"));

    assertThat(CopiedAnnotations.takenOff(annotated("softdelete.dev/restore"), restored, PROGRAM))
        .isEqualTo(restored);
  }

  private static KubeObject annotated(String... names) {
    String annotations =
        String.join(", ", List.of(names).stream().map(n -> "\"" + n + "\": \"true\"").toList());
    return KubeObject.parse(
        "{\"metadata\": {\"name\": \"web\", \"annotations\": {%s}}}"
            .formatted(annotations)
            .getBytes(StandardCharsets.UTF_8));
  }
}
