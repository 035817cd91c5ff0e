package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectHandlerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {}                        | [{"op":"add","path":"/metadata/finalizers","value":["softdelete.dev/retain"]}]
          {"finalizers":[]}         | [{"op":"add","path":"/metadata/finalizers","value":["softdelete.dev/retain"]}]
          {"finalizers":null}       | [{"op":"add","path":"/metadata/finalizers","value":["softdelete.dev/retain"]}]
          {"finalizers":["a.b/c"]}  | [{"op":"add","path":"/metadata/finalizers/-","value":"softdelete.dev/retain"}]
          """)
  void theFinalizerIsPutOnBesideOthers(String metadata, String patch) {
    assertThat(answer("{\"metadata\":" + metadata + "}"))
        .isInstanceOfSatisfying(
            AdmissionResponse.Patched.class, p -> assertThat(p.patch()).hasToString(patch));
  }

  @Test
  void whatAnotherPolicysWebhookProtectedIsLeftAlone() {
    assertThat(answer("{\"metadata\":{\"finalizers\":[\"softdelete.dev/retain\"]}}"))
        .isEqualTo(AdmissionResponse.allowed());
  }

  private static AdmissionResponse answer(String object) {
    var json = Json.parse(object.getBytes(StandardCharsets.UTF_8));
    return new ProtectHandler()
        .answer(
            new AdmissionRequest(
                "u",
                "",
                "v1",
                "configmaps",
                "ConfigMap",
                "CREATE",
                Optional.of("ns"),
                "web",
                new Requester("ann", null, List.of(), null),
                Optional.of(new KubeObject(json)),
                Optional.empty(),
                false,
                Json.object()));
  }
}
