package dev.softdelete.operator.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KindReportTest {

  @Test
  void saysNothingWhereEveryObjectIsProtectedFromItsCreation() {
    assertThat(report(new ProtectedKinds(types("a"), Set.of(), Set.of(), Set.of()), Map.of()))
        .isEmpty();
  }

  @Test
  void namesWhatIsProtectedLaterOrNotAtAll() {
    var kinds = new ProtectedKinds(types("a"), types("b"), types("c"), types("d"));

    assertThat(report(kinds, Map.of("b.example.com", 3L)))
        .isEqualTo(
            " Protected within seconds, when the API server has their schema: c.example.com."
                + " Protected a moment after their creation, because a rule of their definition"
                + " compares an object with its previous version: b.example.com."
                + " Deleted for good, because their definition refuses an update that changes"
                + " nothing, and a finalizer could not be removed from them: 3 of b.example.com."
                + " Deleted for good, because their API accepts no patch: d.example.com.");
  }

  @Test
  void namesTenKindsAndCountsTheRest() {
    Set<ResourceType> many =
        IntStream.range(10, 25)
            .mapToObj(i -> types("k" + i))
            .flatMap(Set::stream)
            .collect(Collectors.toSet());

    assertThat(report(new ProtectedKinds(Set.of(), Set.of(), many, Set.of()), Map.of()))
        .contains("k10.example.com, k11", "k19.example.com and 5 more.")
        .doesNotContain("k20");
  }

  private static String report(ProtectedKinds kinds, Map<String, Long> unprotected) {
    return KindReport.of(kinds, new SweepResult(0, List.of(), unprotected));
  }

  private static Set<ResourceType> types(String plural) {
    return Set.of(ResourceType.of("example.com", "v1", plural, "Kind", true));
  }
}
