package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostsTest {
  static Stream<Arguments> objects() {
    return Stream.of(
        Arguments.of(
            "networking.k8s.io",
            "ingresses",
            """
            {"spec": {"rules": [{"host": "A.example.com"}, {}, {"host": "b.example.com"}],
              "tls": [{"hosts": ["a.example.com", "c.example.com"]}, {}]}}
            """,
            List.of("a.example.com", "b.example.com", "c.example.com")),
        Arguments.of(
            "gateway.networking.k8s.io",
            "httproutes",
            "{\"spec\": {\"hostnames\": [\"*.example.com\"]}}",
            List.of("*.example.com")),
        Arguments.of(
            "gateway.networking.k8s.io",
            "gateways",
            "{\"spec\": {\"listeners\": [{\"hostname\": \"a.test\"}, {\"name\": \"b\"}]}}",
            List.of("a.test")),
        Arguments.of(
            "networking.istio.io",
            "gateways",
            "{\"spec\": {\"servers\": [{\"hosts\": [\"ns/a.test\", \"*\"]}]}}",
            List.of("a.test")),
        Arguments.of(
            "",
            "services",
            """
            {"metadata": {"annotations":
              {"external-dns.alpha.kubernetes.io/hostname": "a.test, b.test,"}}}
            """,
            List.of("a.test", "b.test")),
        Arguments.of(
            "",
            "services",
            """
            {"metadata": {"annotations":
              {"external-dns.kubernetes.io/hostname": "a.te st., B.test",
               "external-dns.kubernetes.io/internal-hostname": "c.test",
               "external-dns.alpha.kubernetes.io/internal-hostname": "d.test"}}}
            """,
            List.of("a.test", "b.test", "c.test", "d.test")),
        Arguments.of(
            "networking.k8s.io",
            "ingresses",
            """
            {"metadata": {"annotations":
              {"nginx.ingress.kubernetes.io/server-alias": "a.test,b.test",
               "external-dns.alpha.kubernetes.io/hostname": "c.test"}}}
            """,
            List.of("a.test", "b.test", "c.test")),
        Arguments.of(
            "externaldns.k8s.io",
            "dnsendpoints",
            "{\"spec\": {\"endpoints\": [{\"dnsName\": \"a.test\"}]}}",
            List.of("a.test")),
        Arguments.of(
            "networking.istio.io",
            "gateways",
            "{\"spec\": {\"servers\": [{\"hosts\": [\"ns/.\", \"/\", \".\"]}]}}",
            List.of()),
        Arguments.of("", "services", "{\"metadata\": {}}", List.of()),
        Arguments.of("", "configmaps", "{\"spec\": {\"host\": \"a.test\"}}", List.of()),
        Arguments.of("route.openshift.io", "routes", "{\"spec\": {\"host\": 7}}", List.of()));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void areReadWhereTheKindHasThem(
      String group, String resource, String object, List<String> hosts) {
    assertThat(Hosts.of(group, resource, Json.parse(object.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(hosts);
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, a.test, true",
    "*.test, a.test, true",
    "a.test, *.test, true",
    "a.b.test, *.test, true",
    "*.b.test, *.test, true",
    "a.test, b.test, false",
    "test, *.test, false",
    "atest, *.test, false",
    "*.a.test, a.test, false",
  })
  void overlapWhereOneMayAnswerForTheOther(String one, String other, boolean expected) {
    assertThat(Hosts.overlap(one, other)).isEqualTo(expected);
    assertThat(Hosts.overlap(other, one)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, a.test, true",
    "*.test, a.test, true",
    "*.test, a.b.test, true",
    "*.test, *.b.test, true",
    "a.test, *.test, false",
    "*.b.test, *.test, false",
    "*.test, test, false",
  })
  void coverWhatTheyAnswerForAltogether(String one, String other, boolean expected) {
    assertThat(Hosts.covers(one, other)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*.com, false",
    "*.example.com, true",
    "com, true",
    "example.com, true",
    "*.1.2.3.4.5.6.7.8.9.10, true",
    "*.1.2.3.4.5.6.7.8.9.10.11, false",
    "0.1.2.3.4.5.6.7.8.9.10.11, true",
  })
  void areHeldUnlessTheyAreAWholeTopLevelDomainOrTooDeep(String host, boolean expected) {
    assertThat(Hosts.reservable(host)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"a.b.test, 1, test", "a.b.test, 2, b.test", "a.b.test, 3, a.b.test"})
  void haveATail(String host, int labels, String tail) {
    assertThat(Hosts.tail(host, labels)).isEqualTo(tail);
  }

  @Test
  void thousandsAreCutOff() {
    String many = "a.test,".repeat(1) + "x,".repeat(1);
    var names = new StringBuilder(many);
    for (int i = 0; i < 6000; i++) {
      names.append("h").append(i).append(".test,");
    }
    String service =
        "{\"metadata\": {\"annotations\": {\"external-dns.alpha.kubernetes.io/hostname\": \"%s\"}}}"
            .formatted(names);

    assertThat(Hosts.of("", "services", Json.parse(service.getBytes(StandardCharsets.UTF_8))))
        .hasSize(5000);
  }
}
