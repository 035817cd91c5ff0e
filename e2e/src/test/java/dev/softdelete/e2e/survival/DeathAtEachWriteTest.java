package dev.softdelete.e2e.survival;

import dev.softdelete.e2e.Soak;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at every single write in turn: before the write, and after it but before the
 * answer arrives.
 */
@Tag(Soak.SAMPLED)
class DeathAtEachWriteTest {
  private static Trial trial;
  private static Deaths deaths;

  @BeforeAll
  static void begin() throws IOException {
    deaths = Deaths.begin("");
    trial = deaths.trial();
  }

  @AfterAll
  static void end() throws IOException {
    deaths.close();
  }

  @TestFactory
  Stream<DynamicTest> capture() {
    return deaths.of(
        new Deaths.Way<>(
            "capture",
            trial::createLarge,
            trial::delete,
            object -> trial.captured(name(object)),
            object -> {
              trial.captured(name(object));
              trial.askToRestore(name(object));
              trial.restoredAs(object);
            }));
  }

  @TestFactory
  Stream<DynamicTest> restore() {
    return deaths.of(
        new Deaths.Way<>("restore", this::deleted, trial::askToRestore, trial::restoredAs));
  }

  @TestFactory
  Stream<DynamicTest> manualPurge() {
    return deaths.of(
        new Deaths.Way<>(
            "purge",
            this::deleted,
            name -> trial.kubectl("delete", "deleted", record(name), "--wait=false"),
            trial::purged));
  }

  @TestFactory
  Stream<DynamicTest> expiry() {
    return deaths.of(
        new Deaths.Way<>(
            "expiry",
            this::deleted,
            name -> {
              var time = Instant.parse(trial.onlyRecord(name).getSpec().deletionTime());
              trial.kubectl(
                  "patch",
                  "deleted",
                  record(name),
                  "--type=merge",
                  "-p",
                  "{\"spec\":{\"purgeTime\":\"" + time.plusSeconds(1) + "\"}}");
            },
            trial::purged));
  }

  private ConfigMap deleted(String name) {
    ConfigMap object = trial.create(name);
    trial.delete(name);
    trial.captured(name);
    return object;
  }

  private static String record(String name) {
    return trial.onlyRecord(name).getMetadata().getName();
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }
}
