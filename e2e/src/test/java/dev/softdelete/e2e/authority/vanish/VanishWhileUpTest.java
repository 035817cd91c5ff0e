package dev.softdelete.e2e.authority.vanish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Soak;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing protected is lost for good without the permission to purge. */
@Tag(Soak.SAMPLED)
@Tag("soak")
class VanishWhileUpTest {
  private static Stage stage;

  @BeforeAll
  static void setStage() {
    stage = Stage.set();
  }

  static List<Attempt> attempts() {
    return Soak.everyNth(
        3,
        Stream.of(
                FinalizerAttempts.ALL,
                DeleteAttempts.ALL,
                BypassAttempts.ALL,
                EscapeAttempts.ALL,
                EscapeAttempts.WITH_RESTORES,
                RecordAttempts.ALL,
                NamespaceAttempts.ALL,
                InstallationAttempts.ALL)
            .flatMap(List::stream)
            .toList());
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void comesBackAfter(Attempt attempt) {
    Scene scene = Scene.of(stage, attempt.victim());

    attempt.act().on(scene);

    new Recovery(scene).check();
  }

  /** Else the others would show nothing. */
  @Test
  void whatAnAdministratorBypassesOrPurgesDoesNot() {
    Scene bypassed = Scene.of(stage, Victim.CONFIG_MAP);
    Caller.administrator()
        .merge(bypassed.path(), "metadata: {annotations: {softdelete.dev/bypass: 'true'}}");
    Scene purged = Scene.of(stage, Victim.RECORDED);
    String record = purged.record();
    Caller.administrator().delete(record, "{}");
    Scene.eventually(record).until(() -> Caller.administrator().get(record).code() == 404);

    assertThatThrownBy(new Recovery(bypassed)::check).isInstanceOf(AssertionError.class);
    assertThatThrownBy(new Recovery(purged)::check).isInstanceOf(AssertionError.class);
  }
}
