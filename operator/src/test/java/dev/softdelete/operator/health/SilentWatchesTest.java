package dev.softdelete.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentWatchesTest {
  private static final String PATH = "/apis/softdelete.dev/v1/deletedresources";
  private static final WatchState WATCHING = new WatchState(PATH, true, true);
  private static final WatchState CUT_OFF = new WatchState(PATH, true, false);

  private final List<WatchState> watches = new ArrayList<>();
  private final Set<String> served = new HashSet<>(Set.of(PATH));
  private long now;
  private final SilentWatches silent =
      new SilentWatches(() -> watches, served::contains, Duration.ofMinutes(5), () -> now);

  @BeforeEach
  void begin() {
    watches.add(WATCHING);
    silent.run();
  }

  @Test
  void oneThatHasJustLostItsConnectionIsNot() {
    after(Duration.ofMinutes(20), CUT_OFF);
    after(Duration.ofSeconds(299), CUT_OFF);

    assertThat(silent.paths()).isEmpty();
  }

  @Test
  void oneThatDoesNotComeBackIs() {
    after(Duration.ZERO, CUT_OFF);
    after(Duration.ofMinutes(5), CUT_OFF);

    assertThat(silent.paths()).containsExactly(PATH);
  }

  @Test
  void notAnyMoreOnceItWatches() {
    after(Duration.ZERO, CUT_OFF);
    after(Duration.ofMinutes(5), CUT_OFF);
    after(Duration.ofSeconds(30), WATCHING);
    assertThat(silent.paths()).isEmpty();

    after(Duration.ofSeconds(30), CUT_OFF);

    assertThat(silent.paths()).isEmpty();
  }

  @Test
  void noneIsWhileTheApiServerServesNoneOfIt() {
    served.clear();
    after(Duration.ZERO, CUT_OFF);
    after(Duration.ofHours(3), CUT_OFF);
    assertThat(silent.paths()).isEmpty();

    served.add(PATH);
    after(Duration.ofSeconds(30), CUT_OFF);

    assertThat(silent.paths()).containsExactly(PATH);
  }

  @Test
  void oneThatHasEndedIsNoneOfThem() {
    after(Duration.ZERO, new WatchState(PATH, false, false));
    after(Duration.ofHours(1), new WatchState(PATH, false, false));

    assertThat(silent.paths()).isEmpty();
  }

  private void after(Duration time, WatchState state) {
    now += time.toNanos();
    watches.set(0, state);
    silent.run();
  }
}
