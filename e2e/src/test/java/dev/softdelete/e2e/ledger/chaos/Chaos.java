package dev.softdelete.e2e.ledger.chaos;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.controlplane.Signal;
import dev.softdelete.e2e.OperatorProcess;
import dev.softdelete.e2e.ledger.load.Pause;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One disturbance after the other, each over before the next. */
public final class Chaos implements Runnable {
  private static final int LOOK_AGAIN = 500;

  private final Random random;
  private final ChaosLevel level;
  private final Replicas replicas;
  private final ControlPlane controlPlane;
  private final BooleanSupplier goesOn;
  private final Map<Disturbance.What, Integer> done = new EnumMap<>(Disturbance.What.class);

  public Chaos(
      long seed,
      ChaosLevel level,
      Replicas replicas,
      ControlPlane controlPlane,
      BooleanSupplier goesOn) {
    this.random = new Random(seed * 31 + 7);
    this.level = level;
    this.replicas = replicas;
    this.controlPlane = controlPlane;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      if (level == ChaosLevel.NONE) {
        pause(LOOK_AGAIN);
      } else {
        disturb();
      }
      replicas.revive();
    }
  }

  private void disturb() {
    Disturbance next = Disturbance.next(random, level);
    pause(next.after());
    if (goesOn.getAsBoolean()) {
      replicas.revive();
      happen(next);
      done.merge(next.what(), 1, Integer::sum);
    }
  }

  /** How often what has happened. */
  public Map<Disturbance.What, Integer> done() {
    return done;
  }

  private void happen(Disturbance next) {
    OperatorProcess leader = replicas.first();
    switch (next.what()) {
      case KILL -> {
        leader.kill();
        again(next, leader);
      }
      case STOP -> {
        Replicas.stop(leader);
        again(next, leader);
      }
      case PAUSE -> {
        Replicas.signal(leader, "STOP");
        pause(next.lasting());
        Replicas.signal(leader, "CONT");
      }
      case DOUBLE -> {
        replicas.second().start();
        pause(3_000 + next.lasting());
        if (next.successor()) {
          leader.kill();
          leader.start();
        }
        pause(next.lasting());
        replicas.second().kill();
      }
      case KILL_API_SERVER -> restart(Signal.KILL, next);
      case STOP_API_SERVER -> restart(Signal.TERM, next);
    }
  }

  private void again(Disturbance next, OperatorProcess operator) {
    pause(next.lasting());
    if (next.successor()) {
      replicas.takeLeaseAway();
    }
    operator.start();
  }

  private void restart(Signal signal, Disturbance next) {
    controlPlane.stopApiServer(signal);
    try {
      pause(next.lasting());
    } finally {
      controlPlane.startApiServer();
    }
  }

  private void pause(int millis) {
    for (int left = millis; left > 0 && goesOn.getAsBoolean(); left -= 100) {
      Pause.millis(Math.min(left, 100));
    }
  }
}
