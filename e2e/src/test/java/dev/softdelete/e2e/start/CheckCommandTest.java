package dev.softdelete.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * {@code operator.jar check} as the ServiceAccount of the chart: it tells whether the installation
 * works, and names each part that does not.
 */
class CheckCommandTest {
  private static final String CONFIGURATION = "mutatingwebhookconfiguration/soft-delete-reviews";

  private final Kubectl kubectl = Cluster.kubectl();

  @Test
  void anInstallationThatWorks() throws Exception {
    String before = objects();

    var result = check("60s");

    assertThat(result.output().lines())
        .as(result.output())
        .noneMatch(line -> line.startsWith("FAILED"))
        .anyMatch(line -> line.startsWith("ok      CustomResourceDefinitions: 5 are served"))
        .anyMatch(line -> line.contains("soft-delete-operator is the operator, and has the rights"))
        .anyMatch(line -> line.contains("11 are in place and bound"))
        .anyMatch(line -> line.contains("by MutatingAdmissionPolicies"))
        .anyMatch(
            line -> line.matches("ok {6}Leader: .* leads; its lease was renewed \\d+ s ago\\."))
        .anyMatch(line -> line.equals("ok      Webhook: it answers the API server."));
    assertThat(result.exit()).isZero();
    assertThat(objects()).isEqualTo(before);
  }

  @Test
  void aPolicyThatIsNotInForceSaysWhy() throws Exception {
    kubectl.apply(
        """
        apiVersion: softdelete.dev/v1
        kind: SoftDeletePolicy
        metadata: {name: check-bad}
        spec:
          resources: [{apiGroups: [""], resources: [configmaps]}]
          namespaceSelector: {matchLabels: {no: such}}
          matchConditions: [{name: bad, expression: 'this('}]
        """);
    try {
      kubectl.run(
          "wait",
          "sdp/check-bad",
          "--for=jsonpath={.status.conditions[0].reason}=InvalidExpression",
          "--timeout=60s");

      fails(check("1s"), "FAILED  SoftDeletePolicy check-bad: InvalidExpression: ");
    } finally {
      kubectl.run("delete", "sdp", "check-bad", "--timeout=60s");
    }
  }

  @Test
  void anAdmissionPolicyThatIsNotBoundIsNamed() throws Exception {
    String binding = "validatingadmissionpolicybinding/soft-delete-recordsize";
    String stored = kubectl.run("get", binding, "-o", "yaml");
    kubectl.run("delete", binding);
    try {
      fails(check("1s"), "soft-delete-recordsize has no binding");
    } finally {
      kubectl.input(withoutVersion(stored), "create", "-f", "-");
    }
  }

  @Test
  void aDefinitionOfAnOlderVersionIsNamedWithWhatItLacks() throws Exception {
    kubectl.run(
        "patch",
        "crd",
        "deletedresourcereviews.softdelete.dev",
        "--type=json",
        "-p",
        """
        [{"op": "remove",
          "path": "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/include"}]
        """);
    try {
      fails(
          check("1s"),
          "deletedresourcereviews.softdelete.dev is of an older version and lacks spec.include",
          "kubectl apply --server-side -f crds/");
    } finally {
      kubectl.run(
          "apply",
          "--server-side",
          "--force-conflicts",
          "-f",
          Repository.file("crds/softdelete.dev_deletedresourcereviews.yaml").toString());
    }
  }

  @Test
  void withoutAnOperatorNobodyLeadsAndNothingAnswers() throws Exception {
    stopOnceItAnswers();

    fails(
        check("1s"),
        "FAILED  Leader: no replica leads",
        "FAILED  Webhook: the API server does not get an answer");

    kubectl.run("delete", CONFIGURATION);
    fails(check("1s"), "FAILED  Webhook configuration: the operator has written none");
  }

  @Test
  void anotherUserThanTheOperatorIsToldSo() throws Exception {
    var result =
        Attempt.on(Cluster.controlPlane().kubeconfig()).check().and("CHECK_WITHIN", "1s").run();

    fails(result, "FAILED  Identity and rights: The operator runs as '");
  }

  /** Stops the operator when it has written the configuration of reviews. */
  private void stopOnceItAnswers() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.call("get", CONFIGURATION, "-o", "name").ok());
    Cluster.operator().terminate().awaitExit(Duration.ofSeconds(60));
  }

  private static Attempt.Result check(String within) throws Exception {
    return Attempt.on(Cluster.installation().operatorKubeconfig())
        .check()
        .and("CHECK_WITHIN", within)
        .run();
  }

  private static void fails(Attempt.Result result, String... texts) {
    assertThat(result.output()).contains(texts);
    assertThat(result.exit()).isEqualTo(1);
  }

  /** Returns what the check could have changed, without what the operator itself renews. */
  private String objects() {
    return kubectl.run(
        "get",
        "crd,validatingadmissionpolicies,validatingadmissionpolicybindings,"
            + "mutatingwebhookconfigurations,validatingwebhookconfigurations,"
            + "deployments,serviceaccounts,services,configmaps,roles",
        "-n",
        "soft-delete-system",
        "-o",
        "jsonpath={range .items[*]}{.kind}/{.metadata.name} {.metadata.generation}{'\\n'}{end}");
  }

  private static String withoutVersion(String yaml) {
    return yaml.replaceAll("(?m)^  (resourceVersion|uid|creationTimestamp|generation): .*\\n", "");
  }
}
