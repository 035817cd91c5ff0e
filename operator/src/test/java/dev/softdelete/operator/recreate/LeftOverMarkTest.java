package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOverMarkTest {
  private static final KubeObject MARKED = withAnnotation("softdelete.dev/restoring");

  @Test
  void isRemovedFromWhatIsCreated() {
    AdmissionResponse answer =
        LeftOverMark.removed(new AdmissionResponse.Allowed(List.of("a warning")), MARKED);

    assertThat(answer)
        .isInstanceOfSatisfying(
            AdmissionResponse.Patched.class,
            p -> {
              assertThat(p.patch())
                  .hasToString(
                      "[{\"op\":\"remove\",\"path\":\"/metadata/annotations/softdelete.dev~1restoring\"}]");
              assertThat(p.warnings()).containsExactly("a warning");
            });
  }

  @Test
  void changesNoOtherAnswer() {
    var denied = new AdmissionResponse.Denied(409, "AlreadyExists", "no");

    assertThat(LeftOverMark.removed(denied, MARKED)).isEqualTo(denied);
    assertThat(LeftOverMark.removed(AdmissionResponse.allowed(), withAnnotation("other")))
        .isEqualTo(AdmissionResponse.allowed());
  }

  private static KubeObject withAnnotation(String key) {
    var json = Json.object();
    json.putObject("metadata").putObject("annotations").put(key, "a/b/c/d");
    return new KubeObject(json);
  }
}
