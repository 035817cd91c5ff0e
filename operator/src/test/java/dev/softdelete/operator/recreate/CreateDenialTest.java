package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateDenialTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PERSON     | To create a new object, add the annotation softdelete.dev/on-recreate: Allow to the manifest.
          TOOL       | To create a new object, add the annotation softdelete.dev/on-recreate: Allow to the manifest.
          CONTROLLER | To let controllers create new objects, set onControllerRecreate: Allow in softdeletepolicy default.
          """)
  void namesBothWaysOut(RequesterKind kind, String otherWay) {
    var refusal = CreateDenial.taken(record(), kind);

    assertThat(refusal.code()).isEqualTo(409);
    assertThat(refusal.reason()).isEqualTo("AlreadyExists");
    assertThat(refusal.message())
        .isEqualTo(
            "A deleted ConfigMap with name 'prices' already exists in namespace 'shop'. Restore it"
                + " with: kubectl annotate deletedresource configmap-prices-1 -n shop"
                + " softdelete.dev/restore=true, or choose a different name. "
                + otherWay);
  }

  private static DeletedResource record() {
    return Json.as(
        DeletedResource.class,
        Json.parse(
            """
            {"metadata": {"name": "configmap-prices-1", "namespace": "shop"},
             "spec": {"policy": "default",
                      "resource": {"kind": "ConfigMap", "namespace": "shop", "name": "prices"}}}
            """
                .getBytes(StandardCharsets.UTF_8)));
  }
}
