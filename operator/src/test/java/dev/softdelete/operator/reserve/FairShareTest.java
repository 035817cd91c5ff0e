package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ResourceIdentity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairShareTest {
  @ParameterizedTest
  @CsvSource({
    "10, 20000",
    "10 20, 20000",
    "10 90000, 20000",
    "10000 10000 10000 10000 10000 10000 90000 90000, 20000",
    "10000 10000 10000 10000 10000 10000 10000 10000 30000 30000, 10000",
  })
  void isWhatFitsWhereEveryTenantHasAtMostAsMuch(String demands, int share) {
    List<Integer> ascending = Arrays.stream(demands.split(" ")).map(Integer::valueOf).toList();

    assertThat(FairShare.share(ascending)).isEqualTo(share);
  }

  @Test
  void aFloodPushesNobodyElseOut() {
    List<NameReservation> all = new ArrayList<>();
    IntStream.range(0, 30_000).forEach(i -> all.add(of("flood", i)));
    NameReservation other = of("other", 1);
    all.add(other);

    List<NameReservation> chosen = FairShare.of(all);

    assertThat(chosen).contains(other).hasSize(20_001);
  }

  @Test
  void theOldestStay() {
    List<NameReservation> all = new ArrayList<>();
    IntStream.range(0, 20_000).forEach(i -> all.add(of("flood", i)));
    NameReservation newest = of("flood", 99_999);
    newest.getMetadata().setCreationTimestamp("2026-11-30T12:00:00Z");
    all.addFirst(newest);

    assertThat(FairShare.of(all)).hasSize(20_000).doesNotContain(newest);
  }

  @Test
  void whatIsTooLargeLeavesRoomForTheRest() {
    String[] hosts =
        IntStream.range(0, 5000).mapToObj(i -> i + ".a.b.c.d" + i).toArray(String[]::new);
    NameReservation large = Reserved.ingressOf("t", hosts);
    NameReservation small = of("t", 1);

    assertThat(FairShare.of(List.of(large, small))).containsExactly(small);
  }

  private static NameReservation of(String tenant, int i) {
    var resource =
        new ResourceIdentity("v1", "ConfigMap", "configmaps", tenant, null, "c" + i, "u", null);
    return Reserved.of(
        tenant + "-" + i, new NameReservationSpec(resource, null, tenant, null, "1h", null, null));
  }
}
