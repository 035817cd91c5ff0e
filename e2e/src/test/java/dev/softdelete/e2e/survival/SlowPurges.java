package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import io.fabric8.kubernetes.api.model.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** An operator to whom a handful of purges is a mass. */
public final class SlowPurges implements AutoCloseable {
  static final Duration DELAY = Duration.ofSeconds(30);

  /** The one of the class before, which may still be running. */
  private static SlowPurges last;

  private final int atOnce;
  private final OperatorProcess process;

  private SlowPurges(int atOnce) {
    this.atOnce = atOnce;
    process =
        new OperatorProcess(
                Cluster.installation().operatorKubeconfig(), Path.of("target", "operator-slow.log"))
            .with("PURGE_AT_ONCE", Integer.toString(atOnce))
            .with("PURGE_MASS_DELAY", DELAY.toSeconds() + "s");
  }

  /** Lets so many go at once. */
  public static SlowPurges begin(int atOnce) {
    if (last == null || last.atOnce != atOnce || !Cluster.takeUp(last.process)) {
      last = new SlowPurges(atOnce);
      Cluster.operateWith(last.process);
      last.process.startReady();
    }
    return last;
  }

  OperatorProcess process() {
    return process;
  }

  /** So many deleted objects. */
  static void fill(Trial trial, int count) {
    IntStream.range(0, count).forEach(i -> trial.create("c" + i));
    trial.kubectl("delete", "configmap", "-l", "trial=yes");
    eventually(() -> assertThat(records(trial)).hasSize(count));
  }

  static void purgeAll(Trial trial) {
    trial.kubectl("delete", "dr", "--all", "--wait=false");
  }

  static List<DeletedResource> records(Trial trial) {
    return trial
        .client()
        .resources(DeletedResource.class)
        .inNamespace(trial.namespace())
        .list()
        .getItems();
  }

  /** Why it is not purged: reason and message. */
  static String notPurged(DeletedResource record) {
    List<Condition> conditions = record.getStatus().conditions();
    return conditions == null
        ? ""
        : conditions.stream()
            .filter(c -> c.getType().equals("Purged") && c.getStatus().equals("False"))
            .map(c -> c.getReason() + ": " + c.getMessage())
            .findFirst()
            .orElse("");
  }

  /** All that are left say that they wait. */
  static List<DeletedResource> waiting(Trial trial) {
    eventually(
        () ->
            assertThat(records(trial))
                .allSatisfy(r -> assertThat(notPurged(r)).startsWith("MassPurge: ")));
    return records(trial);
  }

  static String name(DeletedResource record) {
    return record.getSpec().resource().name();
  }

  @Override
  public void close() {
    Cluster.handBack();
  }
}
