package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.CustomKind;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedKindsTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:01:00Z");
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final ResourceType GADGETS =
      new ResourceType(
          "example.com", "v1", "gadgets", "Gadget", true, Set.of("get", "patch"), Set.of());

  @ParameterizedTest
  @CsvSource({
    "600, false, onCreate",
    "8,   false, onCreate",
    "7,   false, fresh",
    "0,   true,  fresh",
    "600, true,  onUpdate"
  })
  void aCustomKindWaitsUntilItsSchemaIsKnown(long age, boolean judges, String place) {
    var custom = new CustomKind(Optional.of(NOW.minusSeconds(age)), judges);

    assertThat(place(Optional.of(custom), SETTLING)).isEqualTo(place);
  }

  @Test
  void aDefinitionThatIsNotEstablishedIsFresh() {
    assertThat(place(Optional.of(new CustomKind(Optional.empty(), false)), SETTLING))
        .isEqualTo("fresh");
  }

  @Test
  void whereTheWebhookPutsTheFinalizerOnNothingIsWaitedFor() {
    assertThat(place(Optional.of(new CustomKind(Optional.of(NOW), false)), Duration.ZERO))
        .isEqualTo("onCreate");
  }

  @Test
  void aKindWithoutDefinitionNeedsTheVerbPatch() {
    ResourceType readOnly =
        new ResourceType(
            "metrics.example.com", "v1", "pods", "Pod", true, Set.of("get", "delete"), Set.of());

    assertThat(place(Optional.empty(), SETTLING)).isEqualTo("onCreate");
    assertThat(
            ProtectedKinds.of(List.of(readOnly), t -> Optional.empty(), SETTLING, NOW)
                .withoutPatch())
        .containsExactly(readOnly);
  }

  @Test
  void aDefinitionThatIsBeingDeletedListsNoPatchAndIsStillCaptured() {
    ResourceType going =
        new ResourceType(
            "example.com", "v1", "gadgets", "Gadget", true, Set.of("get", "delete"), Set.of());
    var custom = new CustomKind(Optional.of(NOW.minusSeconds(60)), false);

    assertThat(ProtectedKinds.of(List.of(going), t -> Optional.of(custom), SETTLING, NOW).inForce())
        .containsExactly(going);
  }

  @Test
  void deletedObjectsOfFreshKindsAreCaptured() {
    var kinds = new ProtectedKinds(Set.of(), Set.of(), Set.of(GADGETS), Set.of());

    assertThat(kinds.inForce()).isEmpty();
    assertThat(kinds.watched()).containsExactly(GADGETS);
  }

  private static String place(Optional<CustomKind> custom, Duration settling) {
    var kinds = ProtectedKinds.of(List.of(GADGETS), t -> custom, settling, NOW);
    return kinds.onCreate().isEmpty()
        ? kinds.onUpdate().isEmpty() ? "fresh" : "onUpdate"
        : "onCreate";
  }
}
