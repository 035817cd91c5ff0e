package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.kinds.ServiceAddresses;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesInUseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"clusterIPs":["10.0.0.8"],"ports":[{"port":80,"nodePort":30003}]} | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"ports":[{"port":80,"nodePort":30001}],"healthCheckNodePort":30002}
          {"clusterIPs":["10.0.0.7"]}                        | {"ports":[{"port":80,"nodePort":30001}],"healthCheckNodePort":30002}
          {"ports":[{"port":443,"nodePort":30001}]}          | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"ports":[{"port":80}],"healthCheckNodePort":30002}
          {"healthCheckNodePort":30001}                      | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"ports":[{"port":80}],"healthCheckNodePort":30002}
          {"ports":[{"port":443,"nodePort":30002}]}          | {"clusterIP":"10.0.0.7","clusterIPs":["10.0.0.7"],"ports":[{"port":80,"nodePort":30001}]}
          """)
  void onlyWhatOthersHaveIsGivenUp(String other, String left) {
    ObjectNode service =
        service(
            "{\"clusterIP\":\"10.0.0.7\",\"clusterIPs\":[\"10.0.0.7\"],\"ports\":[{\"port\":80,\"nodePort\":30001}],\"healthCheckNodePort\":30002}");

    ServiceAddresses.giveUp(service, ServiceAddresses.InUse.by(List.of(service(other))));

    assertThat(service).isEqualTo(service(left));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"clusterIP":"None","clusterIPs":["None"],"ports":[{"port":80}]}
          {"type":"ExternalName","externalName":"example.org"}
          """)
  void withoutAddressesThereIsNothingToGiveUp(String spec) {
    ObjectNode service = service(spec);

    ServiceAddresses.giveUp(service, ServiceAddresses.InUse.by(List.of(service(spec))));

    assertThat(service).isEqualTo(service(spec));
  }

  private static ObjectNode service(String spec) {
    ObjectNode service = Json.object();
    service.set("spec", Json.parse(spec.getBytes(StandardCharsets.UTF_8)));
    return service;
  }
}
