package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ObservedNamespace;
import dev.softdelete.api.ObservedRequesters;
import dev.softdelete.api.ObservedResource;
import dev.softdelete.api.PolicyObservation;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.PolicyFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationSumTest {
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.5Z");
  private static final SoftDeletePolicySpec POLICY =
      PolicyFixture.policy(PolicyFixture.SHORTEST).getSpec();
  private static final Counts ONE = Counts.captured(false, 100);

  @Test
  void theFirstReportBeginsTheCount() {
    PolicyObservation first = add(Optional.empty(), batch("r1", Map.of("secrets", ONE)));

    assertThat(first.since()).isEqualTo("2026-12-01T10:00:00Z");
    assertThat(first.captured()).isEqualTo(1);
    assertThat(first.generation()).isEqualTo(7);
    assertThat(first.resources())
        .containsExactly(
            new ObservedResource("secrets", 1L, 0L, 100L, 2_400L, ObservedRequesters.NONE));
    assertThat(first.namespaces())
        .containsExactly(new ObservedNamespace("shop", 1L, 0L, 100L, null));
  }

  @Test
  void theReportsOfAllReplicasAreAdded() {
    var refused = new Counts(0, 0, 0, 1, 2, 3);
    PolicyObservation one = add(Optional.empty(), batch("r1", Map.of("secrets", ONE)));
    PolicyObservation both =
        add(Optional.of(one), batch("r2", Map.of("secrets", ONE, "configmaps", refused)));

    assertThat(both.captured()).isEqualTo(2);
    assertThat(both.bytes()).isEqualTo(200);
    assertThat(both.refused()).isEqualTo(new ObservedRequesters(1L, 2L, 3L));
    assertThat(both.resources())
        .extracting(ObservedResource::resource)
        .containsExactly("secrets", "configmaps");
    assertThat(both.observedSeconds()).isEqualTo(20);
    assertThat(both.since()).isEqualTo(one.since());
    assertThat(both.reports()).containsExactly("r2", "r1");
  }

  @Test
  void aReportThatIsInTheSumIsRecognizedEvenAfterOthers() {
    Batch lost = batch("lost", Map.of("secrets", ONE));
    PolicyObservation sum = add(Optional.empty(), lost);
    for (int i = 0; i < 9; i++) {
      sum = add(Optional.of(sum), batch("other-" + i, Map.of()));
    }

    assertThat(ObservationSum.includes(Optional.of(sum), lost)).isTrue();
    assertThat(ObservationSum.includes(Optional.of(sum), batch("new", Map.of()))).isFalse();
    assertThat(ObservationSum.includes(Optional.empty(), lost)).isFalse();
  }

  @Test
  void aThousandKindsAreAtMostFiftyEntriesAndNoneIsLost() {
    Optional<PolicyObservation> sum = Optional.empty();
    for (int report = 0; report < 4; report++) {
      Map<String, Counts> kinds = new HashMap<>();
      for (int i = 0; i < 250; i++) {
        kinds.put("kind-" + (report * 250 + i), ONE);
      }
      kinds.put("secrets", new Counts(5, 1, 500, 0, 0, 0));
      sum = Optional.of(add(sum, batch("r" + report, kinds)));
    }

    PolicyObservation all = sum.orElseThrow();
    assertThat(all.captured()).isEqualTo(1_020);
    assertThat(all.bytes()).isEqualTo(102_000);
    assertThat(all.resources()).hasSize(50);
    assertThat(all.resources()).extracting(ObservedResource::resource).contains("*", "secrets");
    assertThat(all.resources()).extracting(ObservedResource::resource).doesNotHaveDuplicates();
  }

  @Test
  void aThousandNamespacesAreAtMostTwentyEntriesTheLargestFirst() {
    Map<String, Counts> namespaces = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      namespaces.put("ns-" + i, ONE);
    }
    namespaces.put("busy", new Counts(9, 0, 900, 0, 0, 0));
    namespaces.put("", new Counts(8, 0, 800, 0, 0, 0));
    namespaces.put(Tally.OTHERS, new Counts(99, 0, 9_900, 0, 0, 0));
    var batch = new Batch("r", 7, Map.of("secrets", ONE), namespaces, 0);

    PolicyObservation sum = add(Optional.empty(), batch);

    assertThat(sum.namespaces()).hasSize(20);
    assertThat(sum.namespaces().get(0).namespace()).isEqualTo("busy");
    assertThat(sum.namespaces().get(1).namespace()).isNull();
  }

  @Test
  void forgottenNamesAreAddedUp() {
    var batch = new Batch("r", 7, Map.of(), Map.of(), 3);
    PolicyObservation sum = add(Optional.of(add(Optional.empty(), batch)), batch);

    assertThat(sum.forgottenNames()).isEqualTo(6);
  }

  private static Batch batch(String id, Map<String, Counts> byResource) {
    Counts all = byResource.values().stream().reduce(Counts.NONE, Counts::plus);
    return new Batch(id, 7, byResource, Map.of("shop", all), 0);
  }

  private static PolicyObservation add(Optional<PolicyObservation> before, Batch batch) {
    return ObservationSum.of(before, batch, POLICY, Duration.ofSeconds(10), NOW);
  }
}
