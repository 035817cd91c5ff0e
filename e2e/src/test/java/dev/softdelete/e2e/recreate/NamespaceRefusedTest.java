package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A create of a deleted Namespace under the answer Reject. The reason is Conflict, because tools
 * take AlreadyExists for a Namespace that is there. The create need not have the labels by which
 * the policy selects namespaces.
 */
class NamespaceRefusedTest {
  private static final String NAMESPACES = "/api/v1/namespaces";
  private static final String DENIED = " denied the request: ";
  private static LabelledNamespaces reject;

  @BeforeAll
  static void cover() {
    reject =
        LabelledNamespaces.under("Reject", "  exemptRequesters: {users: [robot]}")
            .deleted("gone", "controlled", "exempt", "back");
  }

  @Test
  void kubectlCreateSaysWhatToDo() {
    Kubectl.Result refused = reject.kubectl().call("create", "namespace", reject.name("gone"));

    assertRefused(refused);
    assertThat(refused.err())
        .startsWith("Error from server (Conflict): admission webhook ")
        .endsWith(DENIED + reject.refusal("gone") + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "added: later", "test: other"})
  void applySaysWhatToDoWhateverTheLabelsAreNow(String labels) {
    Kubectl.Result refused =
        reject.kubectl().inputCall(reject.manifest("gone", labels), "apply", "-f", "-");

    assertRefused(refused);
    assertThat(refused.err())
        .startsWith("Error from server (Conflict): ")
        .contains(DENIED + reject.refusal("gone"));
  }

  @Test
  void soItIsWithTheLabelThatThePolicySelects() {
    String label = "test: " + reject.policy();

    assertRefused(reject.kubectl().inputCall(reject.manifest("gone", label), "create", "-f", "-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void serverSideApplySaysSoBeforeKubectlsAdviceOnFieldConflicts(String force) {
    Kubectl.Result refused =
        reject
            .kubectl()
            .inputCall(
                reject.manifest("gone", ""),
                "apply",
                "--server-side",
                "--force-conflicts=" + force,
                "-f",
                "-");

    assertRefused(refused);
    assertThat(refused.err()).contains(DENIED + reject.refusal("gone"));
    int advice = refused.err().indexOf("Please review the fields above");
    assertThat(advice).isGreaterThan(refused.err().indexOf(reject.refusal("gone")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubectl-create", "HashiCorp", "pulumi-kubernetes", "Go-http-client"})
  void aPlainCreateIsNoSuccessForAClientThatIgnoresAlreadyExists(String agent) {
    Caller.Answer refused =
        Caller.as("ann", "system:masters")
            .agent(agent + "/1.0")
            .create(NAMESPACES, reject.manifest("gone", ""));

    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.body().path("reason").asText()).isEqualTo("Conflict");
    assertThat(refused.message()).endsWith(DENIED + reject.refusal("gone"));
  }

  @Test
  void aDryRunSaysTheSame() {
    Kubectl.Result refused =
        reject
            .kubectl()
            .call("create", "namespace", reject.name("gone"), "--dry-run=server", "-o", "yaml");

    assertRefused(refused);
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void aScriptThatIgnoresTheRefusalFailsAtItsFirstObject() {
    assertRefused(reject.kubectl().call("create", "namespace", reject.name("gone")));

    Kubectl.Result applied =
        reject
            .kubectl()
            .inputCall(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
                "apply",
                "-n",
                reject.name("gone"),
                "-f",
                "-");

    assertThat(applied.exit()).isEqualTo(1);
    assertThat(applied.err())
        .contains("(NotFound)", "namespaces \"" + reject.name("gone") + "\" not found");
  }

  @Test
  void aGeneratedNameIsNoDeletedOne() {
    Caller.Answer created =
        Caller.administrator()
            .create(
                NAMESPACES,
                "{apiVersion: v1, kind: Namespace, metadata: {generateName: %s}}"
                    .formatted(reject.name("gone")));

    assertThat(created.ok()).as(created.toString()).isTrue();
  }

  @Test
  void aControllerCreatesItAnew() {
    Caller.Answer created =
        Caller.as("system:serviceaccount:tenants:operator", "system:masters")
            .agent("manager/v1")
            .create(NAMESPACES, reject.manifest("controlled", ""));

    assertThat(created.ok()).as(created.toString()).isTrue();
    assertThat(reject.state("controlled")).isEqualTo("DELETED");
  }

  @Test
  void whoeverItsPolicyExemptsCreatesItAnewBesideOtherPolicies() {
    LabelledNamespaces.under("Reject").deleted("asked");

    Caller.Answer created =
        Caller.as("robot", "system:masters").create(NAMESPACES, reject.manifest("exempt", ""));

    assertThat(created.ok()).as(created.toString()).isTrue();
    assertThat(reject.state("exempt")).isEqualTo("DELETED");
  }

  @Test
  void theCommandInTheMessageBringsItBackWithItsContent() {
    reject.restore("back");

    assertThat(reject.label("back", "test")).isEqualTo(reject.policy());
    Kubectl.Result again =
        reject
            .kubectl()
            .inputCall(reject.manifest("back", ""), "apply", "--server-side", "-f", "-");
    assertThat(again.ok()).as(again.err()).isTrue();
  }

  private static void assertRefused(Kubectl.Result result) {
    assertThat(result.exit()).as(result.out()).isEqualTo(1);
    assertThat(result.err()).contains(reject.refusal("gone")).doesNotContain("(AlreadyExists)");
    assertThat(List.of(reject.exists("gone"), reject.state("gone")))
        .isEqualTo(List.of(false, "DELETED"));
  }
}
