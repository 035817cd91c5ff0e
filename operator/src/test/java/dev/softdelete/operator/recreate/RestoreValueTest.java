package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreValueTest {

  @ParameterizedTest(name = "\"{0}\"")
  @CsvSource({
    "true, false",
    "True, true",
    "yes, true",
    "'', true",
    "' true', true",
    "dry-run, true",
    "false, true"
  })
  void onlyTrueRestores(String value, boolean warned) {
    assertThat(warnings(RestoreValue.warned(AdmissionResponse.allowed(), bearing(value))))
        .hasSize(warned ? 1 : 0)
        .allMatch(w -> w.startsWith("softdelete.dev/restore: \"" + value + "\" restores nothing"));
  }

  @Test
  void withoutTheAnnotationNobodyIsWarned() {
    var object = new KubeObject(Json.object());

    assertThat(warnings(RestoreValue.warned(AdmissionResponse.allowed(), object))).isEmpty();
  }

  @Test
  void otherWarningsStay() {
    var patched = new AdmissionResponse.Patched(Json.object().arrayNode(), List.of("restored"));

    assertThat(warnings(RestoreValue.warned(patched, bearing("yes"))))
        .hasSize(2)
        .startsWith("restored");
  }

  @Test
  void aRefusalStaysAsItIs() {
    var denied = new AdmissionResponse.Denied(409, "AlreadyExists", "no");

    assertThat(RestoreValue.warned(denied, bearing("yes"))).isEqualTo(denied);
  }

  @Test
  void aLongValueIsCut() {
    assertThat(
            warnings(RestoreValue.warned(AdmissionResponse.allowed(), bearing("x".repeat(5000)))))
        .singleElement()
        .satisfies(w -> assertThat(w).hasSizeLessThan(200));
  }

  private static KubeObject bearing(String value) {
    var object = Json.object();
    object.withObject("/metadata/annotations").put(SoftDelete.RESTORE_ANNOTATION, value);
    return new KubeObject(object);
  }

  private static List<String> warnings(AdmissionResponse response) {
    return switch (response) {
      case AdmissionResponse.Allowed a -> a.warnings();
      case AdmissionResponse.Patched p -> p.warnings();
      default -> throw new AssertionError(response);
    };
  }
}
