package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertainRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | failed to create typed patch object (ns/web; apps/v1, Kind=Deployment): .spec.x: field not declared in schema | false
          500 | failed to create typed patch object (ns/web; /v1, Kind=ConfigMap): .data: expected map, got 1 | false
          500 | failed to convert merged object to last applied version: illegal base64 data at input byte 0 | false
          500 | etcdserver: request timed out                                        | true
          500 | Internal error occurred: failed calling webhook "w": cannot unmarshal | true
          500 | admission webhook "w" denied the request: field not declared in schema | true
          503 | cannot unmarshal                                                     | true
          429 | too many requests                                                    | true
          422 | spec.x: Required value                                               | false
          """)
  void whatIsAboutTheManifestRepeats(int code, String message, boolean mayPass) {
    var refusal = new ApiException(code, Json.object().put("message", message));

    assertThat(CertainRefusal.mayPass(refusal)).isEqualTo(mayPass);
  }
}
