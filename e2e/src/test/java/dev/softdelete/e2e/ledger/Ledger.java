package dev.softdelete.e2e.ledger;

import dev.softdelete.e2e.ledger.chaos.Chaos;
import dev.softdelete.e2e.ledger.chaos.Replicas;
import dev.softdelete.e2e.ledger.history.Journal;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.judge.Judge;
import dev.softdelete.e2e.ledger.judge.Violation;
import dev.softdelete.e2e.ledger.load.NamespaceWorker;
import dev.softdelete.e2e.ledger.load.PolicyWorker;
import dev.softdelete.e2e.ledger.load.Sender;
import dev.softdelete.e2e.ledger.load.Wishes;
import dev.softdelete.e2e.ledger.load.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** One run: requests and disturbances, then a wait for calm, then the checks. */
final class Ledger {
  private static final int WORKERS = 6;
  private static final Path LOGS = Path.of("target");

  private final Settings settings;
  private final Bed bed;
  private final Journal journal = new Journal();

  private Ledger(Settings settings, Bed bed) {
    this.settings = settings;
    this.bed = bed;
  }

  /** Runs the ledger on its own control plane. */
  static Outcome run(Settings settings) throws Exception {
    System.out.println("ledger: begins with " + settings);
    try (Bed bed = Bed.made()) {
      return new Ledger(settings, bed).run();
    }
  }

  private Outcome run() throws Exception {
    var judge = new Judge(journal, bed.ground());
    try (var replicas = new Replicas(bed.installation(), bed.caller(), LOGS)) {
      bed.prepare();
      progress("the requests begin");
      Chaos chaos = load(replicas);
      progress("the requests are over");
      replicas.settle();
      var ending = new Ending(bed, judge, replicas, settings.seed());
      ending.prove();
      progress("all is calm");
      missedNothing();
      Instant end = Instant.now();
      List<Life> lives = bed.history().lives();
      var violations = new ArrayList<Violation>(judge.judge(lives, end));
      violations.addAll(ending.withoutPolicies());
      progress("the policies are gone");
      chronicles(judge, violations);
      return new Outcome(settings, journal, chaos.done(), judge.judged(lives, end), violations);
    }
  }

  private void missedNothing() {
    bed.watch()
        .gap()
        .ifPresent(
            gap -> {
              throw new IllegalStateException("The watch has missed something: " + gap);
            });
  }

  /**
   * Writes a file with the events that led to each violation, for the person who investigates it.
   */
  private void chronicles(Judge judge, List<Violation> violations) throws IOException {
    Path file = LOGS.resolve("ledger-" + settings.seed() + ".txt");
    Files.writeString(file, judge.chronicles(bed.history().lives(), violations));
    System.out.println("ledger: what led to each violation is in " + file.toAbsolutePath());
  }

  private void progress(String what) {
    System.out.printf(
        "ledger: %s, revision %d: %s%n", Instant.now(), bed.history().revision(), what);
  }

  private Chaos load(Replicas replicas) throws InterruptedException, ExecutionException {
    Instant until = Instant.now().plusSeconds(settings.seconds());
    BooleanSupplier goesOn = () -> Instant.now().isBefore(until);
    var sender = new Sender(bed.caller(), journal);
    var chaos = new Chaos(settings.seed(), settings.chaos(), replicas, bed.controlPlane(), goesOn);
    var threads = new ArrayList<Runnable>(List.of(chaos));
    for (int i = 0; i < WORKERS; i++) {
      String name = "w" + i;
      var wishes = new Wishes(settings.seed(), name, Bed.workplaces());
      threads.add(new Worker(name, wishes, bed.history(), sender, Bed.HOME, goesOn));
    }
    for (String namespace : Bed.wholeNamespaces()) {
      threads.add(
          new NamespaceWorker(
              namespace, Bed.WHOLE, settings.seed(), bed.history(), sender, goesOn));
    }
    threads.add(new PolicyWorker(Bed.EDITED, Bed.EDITED, settings.seed(), sender, goesOn));
    all(threads);
    return chaos;
  }

  private static void all(List<Runnable> threads) throws InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      threads.forEach(t -> running.add(executor.submit(t)));
      for (Future<?> thread : running) {
        thread.get();
      }
    }
  }
}
