package dev.softdelete.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstalledPoliciesTest {
  private static final String ACCOUNTS = "system:serviceaccount:soft-delete-system:";

  private final Map<String, JsonNode> policies = new HashMap<>();
  private final Map<String, JsonNode> bindings = new HashMap<>();
  private final Map<String, JsonNode> mutating = new HashMap<>();
  private final Map<String, JsonNode> webhooks = new HashMap<>();

  InstalledPoliciesTest() {
    Stream.concat(
            InstalledPolicies.VALIDATING.stream(), InstalledPolicies.FOR_THE_OPERATOR.stream())
        .forEach(
            name -> {
              policies.put(name, policy(ACCOUNTS + "soft-delete-operator"));
              bindings.put(name, binding(name));
            });
    InstalledPolicies.STAMPS.forEach(name -> mutating.put(name, Json.object()));
  }

  @Test
  void areThoseOfTheChart() throws IOException {
    var named = Pattern.compile("policyMetadata\" \\(list \\. \"([a-z-]+)\"\\)");
    var ofTheChart = new TreeSet<String>();
    try (var templates =
        Files.list(Path.of("..", "helm", "soft-delete-operator", "templates", "admission"))) {
      for (Path template : templates.toList()) {
        named
            .matcher(Files.readString(template))
            .results()
            .forEach(m -> ofTheChart.add(m.group(1)));
      }
    }

    assertThat(
            Stream.of(
                    InstalledPolicies.VALIDATING,
                    InstalledPolicies.FOR_THE_OPERATOR,
                    InstalledPolicies.STAMPS)
                .flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(ofTheChart);
  }

  @Test
  void allInPlace() {
    assertThat(validating())
        .isEqualTo("ok      Admission policies of the chart: 11 are in place and bound.");
    assertThat(stamps()).startsWith("ok      Stamps and marks: the API server writes them");
  }

  @Test
  void aMissingPolicyIsNamed() {
    policies.remove("soft-delete-guard");

    assertThat(validating())
        .startsWith("FAILED")
        .contains("soft-delete-guard does not exist", "helm upgrade");
  }

  @Test
  void aMissingBindingIsNamed() {
    bindings.remove("soft-delete-records");

    assertThat(validating()).startsWith("FAILED").contains("soft-delete-records has no binding");
  }

  @Test
  void aBindingThatOnlyWarnsIsNamed() {
    ((ObjectNode) bindings.get("soft-delete-bypass").path("spec"))
        .putArray("validationActions")
        .add("Warn");

    assertThat(validating())
        .startsWith("FAILED")
        .contains("the binding of soft-delete-bypass does not deny");
  }

  @Test
  void aBindingForSomeObjectsIsNamed() {
    ((ObjectNode) bindings.get("soft-delete-purge").path("spec")).putObject("matchResources");

    assertThat(validating()).startsWith("FAILED").contains("soft-delete-purge is restricted");
  }

  @Test
  void aPolicyThatFailsOpenIsNamed() {
    ((ObjectNode) policies.get("soft-delete-purge").path("spec")).put("failurePolicy", "Ignore");

    assertThat(validating())
        .startsWith("FAILED")
        .contains("soft-delete-purge allows what it cannot decide");
  }

  @Test
  void whatRestrictsTheServiceAccountOfTheChartIsNotWantedForAnotherUser() {
    policies.put("soft-delete-records", policy("somebody"));
    InstalledPolicies.FOR_THE_OPERATOR.forEach(policies::remove);

    assertThat(validating()).startsWith("ok");
  }

  @Test
  void whereTheWebhookStampsItIsSaid() {
    mutating.clear();
    webhooks.put("soft-delete-fallback", Json.object());

    assertThat(stamps()).startsWith("ok").contains("weaker guarantee", "helm upgrade");
  }

  @Test
  void whereNothingStampsItFails() {
    mutating.clear();

    assertThat(stamps()).startsWith("FAILED").contains("soft-delete-fallback");
  }

  @Test
  void aMissingStampIsNamed() {
    mutating.remove("soft-delete-copied");

    assertThat(stamps()).startsWith("FAILED").contains("soft-delete-copied", "helm upgrade");
  }

  private String validating() {
    return installed().inPlace(ACCOUNTS).line();
  }

  private String stamps() {
    return installed().stamped().line();
  }

  private InstalledPolicies installed() {
    return new InstalledPolicies(policies, bindings, mutating, mutating, webhooks);
  }

  private static ObjectNode policy(String username) {
    ObjectNode policy = Json.object();
    policy
        .putObject("metadata")
        .putObject("annotations")
        .put("softdelete.dev/operator-username", username);
    policy.putObject("spec").put("failurePolicy", "Fail").putArray("validations");
    return policy;
  }

  private static ObjectNode binding(String name) {
    ObjectNode binding = Json.object();
    binding.putObject("spec").put("policyName", name).putArray("validationActions").add("Deny");
    return binding;
  }
}
