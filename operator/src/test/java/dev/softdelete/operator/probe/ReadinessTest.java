package dev.softdelete.operator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final Readiness readiness = new Readiness();
  private final List<SoftDeletePolicy> policies = new ArrayList<>();

  @Test
  void notBeforeTheWatchesAreInSync() {
    assertThat(readiness.ready()).isFalse();
    readiness.started(() -> policies);
    assertThat(readiness.ready()).isTrue();
  }

  @Test
  void aLeaderIsReadyOnceItHasReconciledEveryPolicy() {
    policies.add(policy("a", 2, "InForce", 2));
    policies.add(policy("b", 1, "InvalidExpression", 1));
    readiness.leads();
    readiness.started(() -> policies);
    readiness.reconciled(policies.getFirst());
    assertThat(readiness.ready()).isFalse();

    readiness.reconciled(policies.getLast());

    assertThat(readiness.ready()).isTrue();
  }

  @Test
  void oneThatStandsByTakesTheStatusOfTheLastEditionForIt() {
    policies.add(policy("a", 2, "InForce", 1));
    readiness.started(() -> policies);
    assertThat(readiness.ready()).isFalse();

    policies.set(0, policy("a", 2, "InvalidExpression", 2));

    assertThat(readiness.ready()).isTrue();
  }

  @Test
  void notOverPoliciesThatAnUninstallReleased() {
    policies.add(policy("a", 1, "Released", 1));
    readiness.started(() -> policies);

    assertThat(readiness.ready()).isFalse();
  }

  @Test
  void aLaterEditMakesNobodyUnready() {
    policies.add(policy("a", 1, "InForce", 1));
    readiness.started(() -> policies);
    assertThat(readiness.ready()).isTrue();

    policies.set(0, policy("a", 2, "InForce", 1));

    assertThat(readiness.ready()).isTrue();
  }

  @Test
  void notOnceTheProgramStopsAndTheLeaderLeadsNoMore() {
    readiness.leads();
    readiness.started(() -> policies);
    assertThat(readiness.answer()).isEqualTo(ProbeAnswer.OK);

    readiness.stops();

    assertThat(readiness.answer()).isEqualTo(ProbeAnswer.not("stopping"));
    assertThat(readiness.leading()).isFalse();
  }

  @Test
  void whoeverWasSentHereIsAnsweredForTenSecondsMore() {
    readiness.started(() -> policies);
    assertThat(readiness.ready()).isTrue();

    readiness.stops();

    assertThat(readiness.stillAsked()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void nobodyWasSentToOneThatNeverWasReady() {
    readiness.stops();

    assertThat(readiness.stillAsked()).isZero();
  }

  @Test
  void oneThatHasLostItsLeaseEndsAtOnce() {
    readiness.started(() -> policies);
    assertThat(readiness.ready()).isTrue();

    readiness.fails();

    assertThat(readiness.stillAsked()).isZero();
    assertThat(readiness.ready()).isFalse();
  }

  private static SoftDeletePolicy policy(String uid, int generation, String reason, int observed) {
    String json =
        """
        {"metadata": {"name": "%1$s", "uid": "%1$s", "generation": %2$d},
         "status": {"conditions": [{"type": "Ready", "reason": "%3$s", "observedGeneration": %4$d}]}}
        """
            .formatted(uid, generation, reason, observed);
    return Json.as(SoftDeletePolicy.class, Json.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
