package dev.softdelete.e2e.ledger.chaos;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.OperatorProcess;
import dev.softdelete.e2e.ledger.load.Pause;
import dev.softdelete.e2e.webhook.FrontDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Two operators, of which the second runs at times. */
public final class Replicas implements AutoCloseable {
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/soft-delete-system/leases/soft-delete-operator";
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final long LOOK_AGAIN = 200;
  private static final long TERMINATES_WITHIN_SECONDS = 30;

  private final FrontDoor door;
  private final OperatorProcess first;
  private final OperatorProcess second;
  private final Caller caller;

  /** Starts one. */
  public Replicas(Installation installation, Caller caller, Path logs) throws IOException {
    this.caller = caller;
    this.door = new FrontDoor();
    Path kubeconfig = installation.operatorKubeconfig();
    this.first = replica(kubeconfig, logs.resolve("ledger-operator-1.log"));
    this.second = replica(kubeconfig, logs.resolve("ledger-operator-2.log"));
    door.leadsTo(first, second);
    first.start();
    ready();
  }

  private OperatorProcess replica(Path kubeconfig, Path log) {
    return new OperatorProcess(kubeconfig, log).reachedBy(door.url());
  }

  public OperatorProcess first() {
    return first;
  }

  public OperatorProcess second() {
    return second;
  }

  /** By SIGTERM; one that does not end in time is killed. */
  static void stop(OperatorProcess replica) {
    ProcessHandle.of(replica.pid())
        .ifPresent(
            process -> {
              process.destroy();
              process
                  .onExit()
                  .completeOnTimeout(process, TERMINATES_WITHIN_SECONDS, TimeUnit.SECONDS)
                  .join();
            });
    replica.kill();
  }

  static void signal(OperatorProcess replica, String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(replica.pid())).start().waitFor();
      if (exit != 0 && replica.alive()) {
        throw new IllegalStateException("kill -" + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** So that the successor of a dead leader need not wait. */
  void takeLeaseAway() {
    try {
      caller.delete(LEASE, "{}");
    } catch (CompletionException e) {
      // Without an API server it waits.
      return;
    }
  }

  /** The first alone, leading and ready. */
  public void settle() {
    boolean mayFollow = second.alive() || !first.alive();
    second.kill();
    if (mayFollow) {
      first.kill();
      takeLeaseAway();
      first.start();
    }
    ready();
  }

  /** One that ended by itself is started again, as by its Deployment. */
  public void revive() {
    if (!first.alive()) {
      System.out.println("ledger: the operator has ended, and is started again");
      first.start();
    }
  }

  private void ready() {
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!(first.alive() && first.ready())) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("The operator is not ready:\n" + first.logTail());
      }
      revive();
      Pause.millis(LOOK_AGAIN);
    }
  }

  @Override
  public void close() throws IOException {
    List.of(first, second).forEach(OperatorProcess::kill);
    door.close();
  }
}
