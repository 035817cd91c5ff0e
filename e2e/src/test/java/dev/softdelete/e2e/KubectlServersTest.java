package dev.softdelete.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A command has the same result in a long-lived process as in its own process. */
class KubectlServersTest {
  private static final String CONFIG_MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: served, namespace: default}}";

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("", List.of("get", "namespace", "default", "-o", "name")),
        Arguments.of("", List.of("get", "configmap", "absent", "-n", "default")),
        Arguments.of("", List.of("get", "nonsense")),
        Arguments.of("", List.of("get", "pods", "--no-such-flag")),
        Arguments.of("", List.of("no-such-command")),
        Arguments.of("", List.of("create", "configmap")),
        Arguments.of("", List.of("auth", "can-i", "delete", "pods", "--as=nobody")),
        Arguments.of("", List.of("wait", "ns/default", "--for=delete", "--timeout=100ms")),
        Arguments.of("", List.of("version", "--client")),
        Arguments.of(CONFIG_MAP, List.of("apply", "--dry-run=server", "-f", "-")),
        Arguments.of(CONFIG_MAP, List.of("create", "--dry-run=client", "-o", "json", "-f", "-")),
        Arguments.of(
            "{\"metadata\":{\"labels\":{\"served\":\"yes\"}}}",
            List.of(
                "patch",
                "namespace",
                "default",
                "--dry-run=server",
                "-o",
                "jsonpath={.metadata.labels}",
                "--patch-file=/dev/stdin")),
        Arguments.of("not: a\n manifest", List.of("create", "-f", "-")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void answersAsAProcessDoes(String stdin, List<String> args) {
    Kubectl served = Cluster.installation().kubectl();
    assumeTrue(served.commands() instanceof KubectlServers, "there is no Go to build it with");
    var processes = new Kubectl(served.program(), served.kubeconfig());
    String[] command = args.toArray(String[]::new);

    assertThat(withoutLog(served.inputCall(stdin, command)))
        .isEqualTo(withoutLog(processes.inputCall(stdin, command)));
  }

  /**
   * Removes the log lines of client libraries about connections that end, because these depend on
   * timing.
   */
  private static Kubectl.Result withoutLog(Kubectl.Result result) {
    return new Kubectl.Result(
        result.exit(), result.out(), result.err().replaceAll("(?m)^[IWE]\\d{4} .*\\R", ""));
  }
}
