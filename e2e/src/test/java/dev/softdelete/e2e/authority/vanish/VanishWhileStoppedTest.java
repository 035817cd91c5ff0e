package dev.softdelete.e2e.authority.vanish;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Soak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nor while the operator is stopped: all of it is done then, and looked at once it runs again. */
@Tag(Soak.SAMPLED)
class VanishWhileStoppedTest {
  private static final Map<Attempt, Scene> SCENES = new LinkedHashMap<>();

  @BeforeAll
  static void attemptAll() {
    Stage stage = Stage.set();
    Soak.everyNth(
            6,
            Stream.of(
                    FinalizerAttempts.ALL,
                    DeleteAttempts.ALL,
                    BypassAttempts.ALL,
                    EscapeAttempts.ALL,
                    RecordAttempts.ALL,
                    NamespaceAttempts.ALL,
                    InstallationAttempts.ALL)
                .flatMap(List::stream)
                .toList())
        .forEach(attempt -> SCENES.put(attempt, Scene.of(stage, attempt.victim())));
    Cluster.operator().kill();
    SCENES.forEach((attempt, scene) -> attempt.act().on(scene));
    var _ = Cluster.operator();
  }

  static Stream<Arguments> attempts() {
    return SCENES.keySet().stream().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void comesBackAfter(Attempt attempt) {
    new Recovery(SCENES.get(attempt)).check();
  }
}
