package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicyStatus;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownStuckTest {
  private static final ObjectKey KEY = key("shop", "password");

  @Test
  void itIsKnownWhereItsCaptureFailed() {
    assertThat(new KnownStuck(KEY::equals, List::of).test(KEY)).isTrue();
    assertThat(new KnownStuck(KEY::equals, List::of).test(key("shop", "other"))).isFalse();
  }

  @Test
  void otherReplicasKnowItFromThePolicies() {
    var known = new KnownStuck(key -> false, () -> List.of(policy("secrets", "shop", "password")));

    assertThat(known.test(KEY)).isTrue();
    assertThat(known.test(key("shop", "other"))).isFalse();
    assertThat(known.test(key("bank", "password"))).isFalse();
  }

  @Test
  void anotherResourceIsAnotherObject() {
    var known =
        new KnownStuck(key -> false, () -> List.of(policy("configmaps", "shop", "password")));

    assertThat(known.test(KEY)).isFalse();
  }

  @Test
  void aPolicyWithoutAStatusKnowsNothing() {
    var known = new KnownStuck(key -> false, () -> List.of(new SoftDeletePolicy()));

    assertThat(known.test(KEY)).isFalse();
  }

  private static ObjectKey key(String namespace, String name) {
    return new ObjectKey(ResourceType.SECRETS, Optional.of(namespace), name);
  }

  private static SoftDeletePolicy policy(String resource, String namespace, String name) {
    var stuck = new StuckObject(resource, namespace, name, "LimitReached", "It waits for room.");
    var policy = new SoftDeletePolicy();
    policy.setStatus(
        new SoftDeletePolicyStatus(1L, List.of(), List.of(), null, List.of(stuck), null, null));
    return policy;
  }
}
