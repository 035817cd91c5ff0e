package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StuckObjectsTest {
  private static final ObjectKey KEY =
      new ObjectKey(ResourceType.SECRETS, Optional.of("shop"), "password");
  private static final CaptureOutcome.Stuck REFUSED =
      new CaptureOutcome.Stuck("Invalid", "A schema refuses it.", false);
  private static final CaptureOutcome.Stuck UNAVAILABLE =
      new CaptureOutcome.Stuck("InternalError", "etcd has no leader.", true);

  private final StuckObjects stuck = new StuckObjects();

  @Test
  void whatSomebodyMustCorrectLasts() {
    stuck.stuck(KEY, REFUSED);

    assertThat(stuck.lasts(KEY)).isTrue();
  }

  @Test
  void whatMayPassIsReportedAndDoesNotLast() {
    stuck.stuck(KEY, UNAVAILABLE);

    assertThat(stuck.get()).hasSize(1);
    assertThat(stuck.lasts(KEY)).isFalse();
  }

  @Test
  void itIsKnownUntilItIsResolved() {
    assertThat(stuck.includes(KEY)).isFalse();
    stuck.stuck(KEY, UNAVAILABLE);
    assertThat(stuck.includes(KEY)).isTrue();

    stuck.resolved(KEY);

    assertThat(stuck.includes(KEY)).isFalse();
  }

  @Test
  void onlyADifferenceIsNews() {
    assertThat(stuck.stuck(KEY, REFUSED)).isTrue();
    assertThat(stuck.stuck(KEY, REFUSED)).isFalse();
    assertThat(stuck.stuck(KEY, UNAVAILABLE)).isTrue();
  }

  @Test
  void aNameTakesLittleOfThePolicysStatus() {
    var key = new ObjectKey(ResourceType.SECRETS, Optional.of("shop"), "n".repeat(100_000));

    stuck.stuck(key, REFUSED);

    assertThat(stuck.get().getFirst().name()).hasSizeLessThan(300);
  }
}
