package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a policy enforces, and when an observing policy has nothing left to release. */
class PolicyEnforcementTest {
  @ParameterizedTest(name = "{0}, being deleted: {1}")
  @CsvSource({
    "Enforce, false, true",
    ", false, true",
    "Observe, false, false",
    "Enforce, true, false",
    "Observe, true, false",
  })
  void whatEnforces(String enforcement, boolean beingDeleted, boolean enforces) {
    ObjectNode policy = policy(enforcement, 1);
    if (beingDeleted) {
      policy.withObject("/metadata").put("deletionTimestamp", "2026-12-01T10:00:00Z");
    }

    assertThat(PolicyEnforcement.enforces(parsed(policy))).isEqualTo(enforces);
  }

  @ParameterizedTest(name = "generation {0}, status of {1}, covered {2}: {3}")
  @CsvSource({
    // Created as it is: nothing was ever enforced.
    "1, , , true",
    "1, 1, , true",
    // Edited before the operator has written a status: it may have enforced.
    "2, , , false",
    // The status is about the generation that enforced.
    "2, 1, configmaps, false",
    "2, 1, , false",
    "2, 2, configmaps, false",
    "2, 2, , true",
  })
  void whatOnlyObserves(long generation, Long seen, String covered, boolean onlyObserves) {
    ObjectNode policy = policy("Observe", generation);
    if (seen != null) {
      policy.withObject("/status").put("observedGeneration", seen);
    }
    if (covered != null) {
      policy.withObject("/status").withArray("protectedResources").add(covered);
    }

    assertThat(PolicyEnforcement.onlyObserves(parsed(policy))).isEqualTo(onlyObserves);
  }

  private static ObjectNode policy(String enforcement, long generation) {
    ObjectNode spec = Json.parse(PolicyFixture.SHORTEST.getBytes(StandardCharsets.UTF_8));
    if (enforcement != null) {
      spec.put("enforcement", enforcement);
    }
    ObjectNode policy = Json.tree(PolicyFixture.policy(spec.toString()));
    policy.withObject("/metadata").put("generation", generation);
    return policy;
  }

  private static SoftDeletePolicy parsed(ObjectNode policy) {
    return Json.as(SoftDeletePolicy.class, policy);
  }
}
