package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Mode;
import dev.softdelete.e2e.Soak;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of {@link DeathAtEachWriteTest} under mode Hold, in which an undelete releases an
 * object before it creates the object again.
 */
@Tag(Soak.SAMPLED)
@Tag("soak")
class DeathWhileHeldTest {
  private static Trial trial;
  private static Deaths deaths;

  @BeforeAll
  static void begin() throws IOException {
    deaths = Deaths.begin("  mode: Hold\n");
    trial = deaths.trial();
  }

  @AfterAll
  static void end() throws IOException {
    deaths.close();
  }

  @TestFactory
  Stream<DynamicTest> hold() {
    return deaths.of(
        new Deaths.Way<>(
            "hold",
            trial::createLarge,
            trial::delete,
            object -> held(name(object)),
            object -> {
              held(name(object));
              trial.askToRestore(name(object));
              trial.restoredAs(object);
            }));
  }

  @TestFactory
  Stream<DynamicTest> undelete() {
    return deaths.of(
        new Deaths.Way<>(
            "undelete",
            this::deleted,
            name -> {
              // The label makes the last state of the object differ from the recorded state.
              trial.kubectl("label", "configmap", name, "late=yes");
              trial.askToRestore(name);
            },
            this::restored));
  }

  @TestFactory
  Stream<DynamicTest> purge() {
    return deaths.of(
        new Deaths.Way<>(
            "purge-held",
            this::deleted,
            name ->
                trial.kubectl(
                    "delete",
                    "deleted",
                    trial.onlyRecord(name).getMetadata().getName(),
                    "--wait=false"),
            trial::purged));
  }

  private ConfigMap deleted(String name) {
    ConfigMap object = trial.create(name);
    trial.delete(name);
    held(name);
    return object;
  }

  private static void held(String name) {
    eventually(
        () -> {
          assertThat(trial.onlyRecord(name).getSpec().mode()).isEqualTo(Mode.Hold);
          assertThat(trial.live(name).orElseThrow().getMetadata().getDeletionTimestamp())
              .isNotNull();
        });
  }

  private void restored(ConfigMap object) {
    object.getMetadata().getLabels().put("late", "yes");
    trial.restoredAs(object);
    assertThat(trial.live(name(object)).orElseThrow().getMetadata().getDeletionTimestamp())
        .isNull();
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }
}
