package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.Snapshots;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAddressesTest {
  private static final String SPEC =
      """
      {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"healthCheckNodePort":30000,\
      "ports":[{"port":80,"nodePort":30001},{"port":443,"nodePort":30002}]}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          422 | spec.clusterIPs: Invalid value: ["10.0.0.7"]: failed to allocate IP 10.0.0.7: provided IP is already allocated | {"healthCheckNodePort":30000,"ports":[{"port":80,"nodePort":30001},{"port":443,"nodePort":30002}]}
          422 | spec.ports[1].nodePort: Invalid value: 30002: provided port is already allocated | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"healthCheckNodePort":30000,"ports":[{"port":80,"nodePort":30001},{"port":443}]}
          422 | [spec.ports[0].nodePort: Invalid value: 30001: taken, spec.ports[1].nodePort: Invalid value: 30002: taken] | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"healthCheckNodePort":30000,"ports":[{"port":80},{"port":443}]}
          422 | spec.healthCheckNodePort: Invalid value: 30000: failed to allocate | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"ports":[{"port":80,"nodePort":30001},{"port":443,"nodePort":30002}]}
          500 | Internal error occurred: failed to allocate requested HealthCheck NodePort 30000: provided port is already allocated | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"ports":[{"port":80,"nodePort":30001},{"port":443,"nodePort":30002}]}
          """)
  void onlyWhatIsTakenIsGivenUp(int code, String said, String spec) {
    assertThat(ServiceAddresses.without(service("Service"), refusal(code, said)).orElseThrow())
        .isEqualTo(service("Service", spec));
  }

  @ParameterizedTest
  @CsvSource({
    "Service, 422, spec.externalName: Required value",
    "Service, 500, etcdserver: request timed out",
    "Service, 403, spec.clusterIPs: forbidden",
    "Ingress, 422, spec.clusterIPs: Invalid value",
    "Service, 422, spec.ports[7].nodePort: Invalid value"
  })
  void anotherRefusalIsNoReasonToTryAgain(String kind, int code, String said) {
    assertThat(ServiceAddresses.without(service(kind), refusal(code, said))).isEmpty();
  }

  private static ObjectNode service(String kind) {
    return service(kind, SPEC);
  }

  private static ObjectNode service(String kind, String spec) {
    return Snapshots.object(
            "{\"apiVersion\":\"v1\",\"kind\":\"%s\",\"spec\":%s}".formatted(kind, spec))
        .json();
  }

  private static ApiException refusal(int code, String message) {
    return new ApiException(code, Json.object().put("message", message));
  }
}
