package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Counts ONE = Counts.captured(false, 100);

  private final Tally tally = new Tally(1);
  private int ids;

  @Test
  void aBatchStaysUntilItsReportIsConfirmed() {
    tally.add("secrets", "shop", ONE);
    Batch first = batch();
    tally.add("secrets", "shop", ONE);

    assertThat(batch()).isEqualTo(first);
    tally.reported(first);
    assertThat(batch().byResource().get("secrets")).isEqualTo(ONE);
    assertThat(tally.isEmpty()).isFalse();
  }

  @Test
  void anotherConfirmationDoesNotCount() {
    tally.add("secrets", "shop", ONE);
    Batch first = batch();
    tally.reported(new Batch("other", 1, Map.of(), Map.of(), 0));

    assertThat(batch()).isEqualTo(first);
  }

  @Test
  void thousandsOfKindsAndNamespacesTakeBoundedMemoryAndNoneIsLost() {
    for (int i = 0; i < 10_000; i++) {
      tally.add("kind-" + i, "ns-" + i, ONE);
    }
    Batch batch = batch();

    assertThat(batch.byResource()).hasSizeLessThan(600);
    assertThat(batch.byNamespace()).hasSizeLessThan(600);
    assertThat(batch.byResource().values().stream().mapToLong(Counts::captured).sum())
        .isEqualTo(10_000);
  }

  private Batch batch() {
    return tally.batch(() -> "b" + ids++);
  }
}
