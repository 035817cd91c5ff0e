package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class SeveralPoliciesTest {
  private final String ns = Objects.namespace();

  @BeforeEach
  void cover() {
    Policies.apply(ns + "-b", policy("priority: 5", "retention: 50h", CONDITION));
    Policies.apply(ns + "-c", policy("priority: 5", "retention: 60h", ""));
    Policies.apply(ns + "-a", policy("priority: 0", "retention: 70h", ""));
    for (String name : new String[] {"-a", "-b", "-c"}) {
      Policies.await(ns + name, "Ready", "60s");
    }
  }

  @AfterEach
  void uncover() {
    Policies.abandon(ns + "-a", ns + "-b", ns + "-c");
  }

  @Test
  void theHighestPriorityThenTheFirstNameDecides() {
    Objects.configMap(ns, "special");

    Objects.delete("cm", "special", "-n", ns);

    assertThat(Objects.record(ns, "special", ".spec.policy")).isEqualTo(ns + "-b");
    assertThat(retention("special")).isEqualTo(Duration.ofHours(50));
  }

  @Test
  void aPolicyWhoseMatchConditionIsFalseDoesNotDecide() {
    Objects.configMap(ns, "plain");

    Objects.delete("cm", "plain", "-n", ns);

    assertThat(Objects.record(ns, "plain", ".spec.policy")).isEqualTo(ns + "-c");
    assertThat(retention("plain")).isEqualTo(Duration.ofHours(60));
  }

  private static final String CONDITION =
      "matchConditions: [{name: special, expression: \"object.metadata.name == 'special'\"}]";

  private Duration retention(String name) {
    return Duration.between(
        Instant.parse(Objects.record(ns, name, ".spec.deletionTime")),
        Instant.parse(Objects.record(ns, name, ".spec.purgeTime")));
  }

  private String policy(String priority, String retention, String more) {
    return """
      resources: [{apiGroups: [""], resources: [configmaps]}]
      namespaceSelector: {matchLabels: {test: %s}}
      %s
      %s
      %s
    """
        .formatted(ns, priority, retention, more);
  }
}
