package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Conditions and events are read by whoever may view a namespace. Of a refusal they have who
 * refused and which field, and no value of the object.
 */
class RefusalWordsTest {
  private static final String CRD = "vaults.words.example.com";
  private static final String ANY = "{type: string}";
  private static final String SECRET = "hunter2-secret";
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    define(ANY);
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [words.example.com], resources: [vaults]}]
            """);
  }

  @BeforeEach
  void aDefinitionThatAllowsIt() {
    define(ANY);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "crd", CRD, "--wait=false");
    kubectl.run("delete", "validatingadmissionpolicybinding", ns + "-weak", "--ignore-not-found");
    kubectl.run("delete", "validatingadmissionpolicy", ns + "-weak", "--ignore-not-found");
  }

  @Test
  void aPatternOfTheDefinitionIsNamedByItsField() {
    Deletion deletion = deleted("patterned");
    define("{type: string, pattern: '^[a-z]+$'}");

    deletion.ask().awaitRefusal("Invalid");

    assertThat(deletion.message()).contains("spec.password: Invalid value: spec.password in body");
    assertTellsNothing(deletion);
  }

  @Test
  void aRuleOfTheDefinitionIsToldWithoutTheValue() {
    Deletion deletion = deleted("ruled");
    define(
        """
        {type: string, maxLength: 99, x-kubernetes-validations: [{rule: self.size() > 99, messageExpression: "'the password ' + self + ' is too short'"}]}\
        """);

    deletion.ask().awaitRefusal("Invalid");

    assertThat(deletion.message()).contains("spec.password", "the password … is too short");
    assertTellsNothing(deletion);
  }

  @Test
  void anAdmissionPolicyIsToldWithoutTheValueThatItTells() {
    Deletion deletion = deleted("policed");
    kubectl.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: %1$s-weak}
        spec:
          matchConstraints:
            namespaceSelector: {matchLabels: {test: %1$s}}
            resourceRules:
              - {apiGroups: [words.example.com], apiVersions: [v1], operations: [CREATE], resources: [vaults]}
          validations:
            - expression: object.spec.password.size() > 99
              messageExpression: >-
                'the password ' + object.spec.password + ' is too weak, also as "' + object.spec.password +
                '" and in {"password":"' + object.spec.password + '"}'
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: %1$s-weak}
        spec: {policyName: %1$s-weak, validationActions: [Deny]}
        """
            .formatted(ns));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> !kubectl.inputCall(vault("tried"), "create", "--dry-run=server", "-f", "-").ok());

    deletion.ask().awaitRefusal("Invalid");

    assertThat(deletion.message())
        .contains(
            "ValidatingAdmissionPolicy '" + ns + "-weak'",
            "the password … is too weak, also as … and in …");
    assertTellsNothing(deletion);
    kubectl.run("delete", "validatingadmissionpolicybinding", ns + "-weak");
  }

  private static void assertTellsNothing(Deletion deletion) {
    assertThat(deletion.json().toString()).doesNotContain("hunter2");
    assertThat(deletion.events()).contains("Invalid: ").doesNotContain("hunter2");
  }

  private static Deletion deleted(String name) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.inputCall(vault(name), "create", "-f", "-").ok());
    return Deletion.of(kubectl, CRD, name, ns);
  }

  private static String vault(String name) {
    return """
    apiVersion: words.example.com/v1
    kind: Vault
    metadata: {name: %s, namespace: %s}
    spec: {password: %s}
    """
        .formatted(name, ns, SECRET);
  }

  private static void define(String password) {
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %s}
        spec:
          group: words.example.com
          scope: Namespaced
          names: {plural: vaults, singular: vault, kind: Vault}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: {type: object, properties: {password: %s}}
        """
            .formatted(CRD, password));
    kubectl.run("wait", "crd/" + CRD, "--for=condition=Established");
  }
}
