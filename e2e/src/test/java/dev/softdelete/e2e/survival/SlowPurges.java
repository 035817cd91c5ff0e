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

/** An operator that treats a few purges as a mass purge. */
public final class SlowPurges implements AutoCloseable {
  static final Duration DELAY = Duration.ofSeconds(30);

  /** The operator of the previous test class, which may still be running. */
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

  /** Returns an operator that carries out the given number of purges without a delay. */
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

  /** Creates and deletes the given number of objects. */
  static void fill(Trial trial, int count) {
    IntStream.range(0, count).forEach(i -> trial.create("c" + i));
    trial.kubectl("delete", "configmap", "-l", "trial=yes");
    eventually(() -> assertThat(records(trial)).hasSize(count));
  }

  static void purgeAll(Trial trial) {
    trial.kubectl("delete", "deleted", "--all", "--wait=false");
  }

  static List<DeletedResource> records(Trial trial) {
    return trial
        .client()
        .resources(DeletedResource.class)
        .inNamespace(trial.namespace())
        .list()
        .getItems();
  }

  /** Returns the reason and the message that say why the record is not purged. */
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

  /** Waits until all remaining records say that their purge waits, and returns them. */
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
