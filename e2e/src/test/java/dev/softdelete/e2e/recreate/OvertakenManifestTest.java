package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An apply after the create that restored the object wins, even if the operator applies the
 * manifest of that create with a delay.
 */
class OvertakenManifestTest {
  private static final String DELAYED =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: finishing-delayed}
      spec:
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: [v1], operations: [UPDATE], resources: [configmaps]}
        validations:
        - expression: request.options.fieldManager != 'soft-delete-restore'
          reason: Forbidden
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: finishing-delayed}
      spec: {policyName: finishing-delayed, validationActions: [Deny]}
      """;

  private Recreation restore;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          apply               | {"git":"second"}
          apply --server-side | {"dropped":"old","git":"second"}
          """)
  void aLaterApplyIsNotUndoneByTheManifestOfTheCreate(String command, String data) {
    List<String> apply = List.of(command.split(" ", -1));
    restore = Recreation.under("Restore");
    restore.runWith(apply, restore.configMap("web", "{git: old, dropped: old}"));
    restore.delete("configmap", "web");
    delayFinishing();
    restore.runWith(apply, restore.configMap("web", "{git: first, first: new}"));
    awaitRecordSays("Forbidden");
    // Field ownership stores times in whole seconds.
    await().pollDelay(Duration.ofMillis(1100)).until(() -> true);

    restore.runWith(apply, restore.configMap("web", "{git: second}"));
    assertThat(restore.states("web")).containsExactly("RESTORING");
    finishing();

    restore.awaitRestored("web");
    assertThat(restore.data("web")).isEqualTo(data);
    restore.runWith(apply, restore.configMap("web", "{third: new}"));
    assertThat(restore.data("web")).isEqualTo("{\"third\":\"new\"}");
  }

  private void delayFinishing() {
    restore.runWith(List.of("create"), restore.configMap("probe", "{}"));
    restore.kubectl().apply(DELAYED);
    await("the policy acts")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !restore
                    .call(
                        "label",
                        "configmap",
                        "probe",
                        "--overwrite",
                        "at=" + System.nanoTime(),
                        "--field-manager=soft-delete-restore")
                    .ok());
  }

  private void awaitRecordSays(String reason) {
    restore.run(
        "wait",
        "deleted",
        restore.record("web"),
        "--for=jsonpath={.status.conditions[?(@.type==\"Restored\")].reason}=" + reason,
        "--timeout=60s");
  }

  @AfterEach
  void finishing() {
    restore
        .kubectl()
        .run(
            "delete",
            "validatingadmissionpolicy,validatingadmissionpolicybinding",
            "finishing-delayed",
            "--ignore-not-found");
  }
}
