package dev.softdelete.e2e.ledger;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.ledger.chaos.Replicas;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.judge.Judge;
import dev.softdelete.e2e.ledger.judge.Violation;
import dev.softdelete.e2e.ledger.load.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The actions after the requests are over: waits for calm, restores records, and deletes the
 * policies, which must release all objects.
 */
final class Ending {
  private static final int PROOFS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String POLICIES = "/apis/softdelete.dev/v1/softdeletepolicies";

  private final Bed bed;
  private final Judge judge;
  private final Random random;
  private final Calm calm;

  Ending(Bed bed, Judge judge, Replicas replicas, long seed) {
    this.bed = bed;
    this.judge = judge;
    this.random = new Random(seed);
    this.calm = new Calm(bed.history(), judge, replicas::revive);
  }

  /**
   * Restores some records under new names, so that the test also checks that the restored objects
   * are equal.
   */
  void prove() {
    calm.await();
    var deleted =
        new ArrayList<>(bed.history().lives().stream().filter(Ending::isDeleted).toList());
    Collections.shuffle(deleted, random);
    int count = 0;
    for (Life record : deleted.subList(0, Math.min(PROOFS, deleted.size()))) {
      prove(record, count++);
    }
    caughtUp();
    calm.await();
  }

  private static boolean isDeleted(Life record) {
    return record.is("DeletedResource")
        && record.alive()
        && !record.last().deleting()
        && !record.last().text("/spec/resource/kind").equals("Namespace")
        && record.last().text("/status/state").equals("DELETED");
  }

  private void prove(Life record, int number) {
    Caller.Answer answer =
        bed.caller()
            .merge(
                "/apis/softdelete.dev/v1/namespaces/%s/deletedresources/%s"
                    .formatted(record.namespace(), record.name()),
                """
                metadata:
                  annotations:
                    softdelete.dev/restore: "true"
                    %s: %s%d
                    softdelete.dev/restore-namespace: %s
                """
                    .formatted(Judge.RESTORE_AS, Judge.PROOF, number, Bed.HOME));
    // The record may have expired a moment ago.
    if (!answer.ok() && answer.code() != 404) {
      throw new IllegalStateException(record + " cannot be asked to come back: " + answer);
    }
  }

  /**
   * Deletes the policies, which must remove every finalizer, and returns the violations that are
   * left.
   */
  List<Violation> withoutPolicies() {
    bed.caller().delete(POLICIES, "{}");
    caughtUp();
    return calm.await(judge::afterwards);
  }

  /** Waits until the watch has seen everything that was written before. */
  private void caughtUp() {
    var written =
        bed.caller()
            .apply(
                "/api/v1/namespaces/default/configmaps/ledger-sentinel",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: ledger-sentinel}
                data: {at: "%d"}
                """
                    .formatted(System.nanoTime()));
    long revision = written.body().at("/metadata/resourceVersion").asLong();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (bed.history().revision() < revision) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("The watch of etcd is behind: " + written);
      }
      Pause.millis(10);
    }
  }
}
