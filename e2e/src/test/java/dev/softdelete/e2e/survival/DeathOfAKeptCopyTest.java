package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Soak;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The operator dies at each write of the restores of a copy that is kept under legal hold. */
@Tag(Soak.SAMPLED)
@Tag("delivery")
class DeathOfAKeptCopyTest {
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
  Stream<DynamicTest> firstRestore() {
    return deaths.of(
        new Deaths.Way<>(
            "kept-first",
            DeathOfAKeptCopyTest::held,
            trial::askToRestore,
            DeathOfAKeptCopyTest::kept));
  }

  @TestFactory
  Stream<DynamicTest> anotherRestore() {
    return deaths.of(
        new Deaths.Way<>(
            "kept-again",
            DeathOfAKeptCopyTest::restored,
            name ->
                trial.kubectl(
                    "annotate",
                    "deleted",
                    record(name),
                    "softdelete.dev/restore=true",
                    "softdelete.dev/restore-as=" + copy(name)),
            DeathOfAKeptCopyTest::keptAndCopied));
  }

  @TestFactory
  Stream<DynamicTest> holdAfterTheRestore() {
    return deaths.of(
        new Deaths.Way<>(
            "kept-later",
            DeathOfAKeptCopyTest::restoredWithoutAHold,
            DeathOfAKeptCopyTest::hold,
            DeathOfAKeptCopyTest::kept));
  }

  private static ConfigMap held(String name) {
    ConfigMap object = deleted(name);
    hold(name);
    return object;
  }

  private static ConfigMap deleted(String name) {
    ConfigMap object = trial.create(name);
    trial.delete(name);
    trial.captured(name);
    return object;
  }

  private static ConfigMap restored(String name) {
    ConfigMap object = held(name);
    trial.askToRestore(name);
    kept(object);
    return object;
  }

  private static ConfigMap restoredWithoutAHold(String name) {
    ConfigMap object = deleted(name);
    trial.askToRestore(name);
    trial.restoredAs(object);
    return object;
  }

  private static void hold(String name) {
    trial.kubectl(
        "patch", "deleted", record(name), "--type=merge", "-p", "{\"spec\":{\"legalHold\":true}}");
  }

  private static void kept(ConfigMap object) {
    trial.restoredAs(object);
    eventually(
        () -> {
          DeletedResource record = trial.onlyRecord(name(object));
          assertThat(record.getStatus().conditions())
              .anyMatch(c -> c.getType().equals("Restored") && c.getReason().equals("Kept"));
          assertThat(record.getMetadata().getAnnotations())
              .doesNotContainKey("softdelete.dev/restore");
        });
  }

  private static void keptAndCopied(ConfigMap object) {
    String copy = copy(name(object));
    eventually(
        () -> {
          var status = trial.onlyRecord(name(object)).getStatus();
          assertThat(status.state()).isEqualTo(State.RESTORED);
          assertThat(status.restoredAs().name()).isEqualTo(copy);
        });
    kept(object);
    ConfigMap there = trial.live(copy).orElseThrow();
    assertThat(there.getData()).isEqualTo(object.getData());
    assertThat(there.getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(status(object).restoredAs().uid()).isEqualTo(there.getMetadata().getUid());
  }

  private static DeletedResourceStatus status(ConfigMap object) {
    return trial.onlyRecord(name(object)).getStatus();
  }

  private static String copy(String name) {
    return name + "-copy";
  }

  private static String record(String name) {
    return trial.onlyRecord(name).getMetadata().getName();
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }
}
