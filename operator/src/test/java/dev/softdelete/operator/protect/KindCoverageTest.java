package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceRule;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindCoverageTest {
  private static final SoftDeletePolicy CONFIG_MAPS =
      Policies.named("p", Policies.covering(new ResourceRule(List.of(""), List.of("configmaps"))));

  @ParameterizedTest
  @CsvSource({"anywhere, true", "kube-system, false", "soft-delete-system, false"})
  void isThatOfTheKindWhereverSomethingMayBeCovered(String namespace, boolean covered) {
    assertThat(extendsTo(List.of(CONFIG_MAPS), ResourceType.CONFIG_MAPS, namespace))
        .isEqualTo(covered);
  }

  @Test
  void isNotThatOfOtherKinds() {
    assertThat(extendsTo(List.of(CONFIG_MAPS), ResourceType.SECRETS, "anywhere")).isFalse();
    assertThat(extendsTo(List.of(), ResourceType.CONFIG_MAPS, "anywhere")).isFalse();
  }

  @Test
  void doesNotSpeakOfSelectors() {
    var labelled = Policies.named("p", Policies.labelled("a", "b"));

    assertThat(extendsTo(List.of(labelled), ResourceType.SECRETS, "anywhere")).isTrue();
  }

  @Test
  void endsWithThePolicy() {
    var ending = Policies.named("p", Policies.covering(Policies.EVERYTHING));
    ending.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertThat(extendsTo(List.of(ending), ResourceType.SECRETS, "anywhere")).isFalse();
  }

  @Test
  void leavesOutKindsThatMayRefuseToLoseTheFinalizer() {
    var coverage = new KindCoverage(() -> List.of(CONFIG_MAPS), "soft-delete-system", t -> true);

    assertThat(coverage.extendsTo(ResourceType.CONFIG_MAPS, Optional.of("anywhere"))).isFalse();
  }

  private static boolean extendsTo(
      List<SoftDeletePolicy> policies, ResourceType type, String namespace) {
    return new KindCoverage(() -> policies, "soft-delete-system", judged -> false)
        .extendsTo(type, Optional.of(namespace));
  }
}
