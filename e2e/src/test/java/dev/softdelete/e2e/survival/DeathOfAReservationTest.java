package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.NameReservation;
import dev.softdelete.api.NameReservationSpec;
import dev.softdelete.api.ReservedNames;
import dev.softdelete.e2e.Soak;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write between a delete and the start of the reservation's clock, or the
 * end of the reservation by a restore.
 */
@Tag(Soak.SAMPLED)
@Tag("delivery")
class DeathOfAReservationTest {
  private static Trial trial;
  private static Deaths deaths;

  @BeforeAll
  static void begin() throws IOException {
    deaths = Deaths.begin("  nameReservation: {duration: 1h, tenantLabel: team}\n");
    trial = deaths.trial();
  }

  @AfterAll
  static void end() throws IOException {
    trial.client().resources(NameReservation.class).delete();
    deaths.close();
  }

  @TestFactory
  Stream<DynamicTest> capture() {
    return deaths.of(
        new Deaths.Way<>(
            "reserve",
            trial::create,
            trial::delete,
            object -> {
              trial.captured(name(object));
              reserved(object, false);
            }));
  }

  @TestFactory
  Stream<DynamicTest> purge() {
    return deaths.of(
        new Deaths.Way<>(
            "clock",
            this::deleted,
            name ->
                trial.kubectl(
                    "delete",
                    "deleted",
                    trial.onlyRecord(name).getMetadata().getName(),
                    "--wait=false"),
            object -> {
              trial.purged(object);
              reserved(object, true);
            }));
  }

  @TestFactory
  Stream<DynamicTest> restore() {
    return deaths.of(
        new Deaths.Way<>(
            "lift",
            this::deletedOfAnother,
            trial::askToRestore,
            object -> {
              trial.restoredAs(object);
              Trial.eventually(
                  () -> {
                    assertThat(reservations(name(object))).isEmpty();
                    assertThat(published()).doesNotContain(key(object));
                  });
            }));
  }

  private ConfigMap deleted(String name) {
    ConfigMap object = trial.create(name);
    trial.delete(name);
    trial.captured(name);
    return object;
  }

  /**
   * Deletes an object and gives its namespace to another tenant, so that the object's own
   * reservation must admit the restore.
   */
  private ConfigMap deletedOfAnother(String name) {
    label(name);
    ConfigMap object = deleted(name);
    label("another");
    return object;
  }

  private static void label(String team) {
    Trial.kubectl().run("label", "namespace", trial.namespace(), "team=" + team, "--overwrite");
  }

  private void reserved(ConfigMap object, boolean ending) {
    Trial.eventually(
        () -> {
          assertThat(reservations(name(object)))
              .singleElement()
              .satisfies(r -> assertThat(r.expirationTime() != null).isEqualTo(ending));
          assertThat(published()).contains(key(object));
        });
  }

  private static List<NameReservationSpec> reservations(String name) {
    return trial.client().resources(NameReservation.class).list().getItems().stream()
        .map(NameReservation::getSpec)
        .filter(s -> trial.namespace().equals(s.resource().namespace()))
        .filter(s -> s.resource().name().equals(name))
        .toList();
  }

  private static List<String> published() {
    return trial.client().resources(ReservedNames.class).list().getItems().stream()
        .flatMap(r -> r.getSpec().names().keySet().stream())
        .toList();
  }

  private static String key(ConfigMap object) {
    return "configmaps/" + trial.namespace() + "/" + name(object);
  }

  private static String name(ConfigMap object) {
    return object.getMetadata().getName();
  }
}
