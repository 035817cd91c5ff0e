package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Soak;
import dev.softdelete.e2e.volume.Disks;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write of a restore over what lives. What lived has its record, which
 * names the requester; the old object is back, with its data.
 */
@Tag(Soak.SAMPLED)
class DeathOfARestoreOverTest {
  private static Trial trial;
  private static Disks disks;
  private static Deaths deaths;

  /**
   * What was deleted, and what lives.
   *
   * @param old the uid of what was deleted
   * @param live the uid of what lives
   */
  private record Pair(String name, String old, String live) {}

  /** The same for claims, with their volumes and the files in these. */
  private record Claims(Pair pair, String oldVolume, Path oldFile, String volume, Path file) {}

  @BeforeAll
  static void begin() throws IOException {
    deaths = Deaths.begin("");
    trial = deaths.trial();
    disks = new Disks(Trial.kubectl(), trial.namespace());
  }

  @AfterAll
  static void end() throws IOException {
    deaths.close();
  }

  @TestFactory
  Stream<DynamicTest> ofAConfigMap() {
    return deaths.of(
        new Deaths.Way<>(
            "over", DeathOfARestoreOverTest::remade, this::ask, DeathOfARestoreOverTest::back));
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> ofAClaim() {
    return deaths.of(
        new Deaths.Way<>(
            "over-claim",
            DeathOfARestoreOverTest::remadeClaim,
            this::ask,
            DeathOfARestoreOverTest::claimIsBack));
  }

  private void ask(String name) {
    String old =
        trial.records(trial.namespace(), name).stream()
            .map(r -> r.getMetadata().getName())
            .findFirst()
            .orElseThrow();
    trial.kubectl(
        "annotate",
        "deleted",
        old,
        "softdelete.dev/restore=true",
        "softdelete.dev/restore-over=true");
  }

  private static Pair remade(String name) {
    String old = trial.create(name).getMetadata().getUid();
    trial.delete(name);
    trial.captured(name);
    var anew =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .addToData("data", "new")
            .build();
    var live = trial.client().configMaps().inNamespace(trial.namespace()).resource(anew).create();
    return new Pair(name, old, live.getMetadata().getUid());
  }

  private static void back(Pair pair) {
    recorded(pair);
    var live = trial.live(pair.name()).orElseThrow();
    assertThat(live.getData()).containsEntry("data", pair.name());
    assertThat(live.getMetadata().getAnnotations()).isNullOrEmpty();
  }

  /** Asserts that both records say what happened. */
  private static void recorded(Pair pair) {
    eventually(
        () -> {
          DeletedResource old = record(pair.name(), pair.old()).orElseThrow();
          assertThat(old.getStatus().state()).isEqualTo(State.RESTORED);
          DeletedResource replaced = record(pair.name(), pair.live()).orElseThrow();
          assertThat(replaced.getSpec().deletedBy().username()).isEqualTo("admin");
          assertThat(replaced.getSpec().routine()).isNull();
          assertThat(replaced.getStatus().state()).isEqualTo(State.DELETED);
          assertThat(trial.records(trial.namespace(), pair.name())).hasSize(2);
        });
  }

  private static Optional<DeletedResource> record(String name, String uid) {
    return trial.records(trial.namespace(), name).stream()
        .filter(r -> r.getSpec().resource().uid().equals(uid))
        .findFirst();
  }

  private static Claims remadeClaim(String name) {
    disks.claim(name, "Delete");
    String oldVolume = disks.volumeOf(name);
    Path oldFile = disks.write(name);
    String old = uid(name);
    trial.kubectl("delete", "pvc", name, "--timeout=60s");
    disks.claimAnew(name, "Delete");
    return new Claims(
        new Pair(name, old, uid(name)),
        oldVolume,
        oldFile,
        disks.volumeOf(name),
        disks.write(name));
  }

  private static void claimIsBack(Claims claims) {
    recorded(claims.pair());
    String name = claims.pair().name();
    trial.kubectl("wait", "pvc/" + name, "--for=jsonpath={.status.phase}=Bound", "--timeout=60s");
    assertThat(disks.volumeOf(name)).isEqualTo(claims.oldVolume());
    DeletedResource replaced = record(name, claims.pair().live()).orElseThrow();
    assertThat(replaced.getSpec().volume().name()).isEqualTo(claims.volume());
    assertThat(claims.oldFile()).exists();
    assertThat(claims.file()).exists();
  }

  private static String uid(String claim) {
    return trial.kubectl("get", "pvc", claim, "-o", "jsonpath={.metadata.uid}");
  }
}
