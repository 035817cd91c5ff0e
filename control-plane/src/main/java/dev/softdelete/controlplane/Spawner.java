package dev.softdelete.controlplane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes that the kernel kills when this JVM ends in any way, if the kernel supports it.
 */
final class Spawner {

  // Linux sends the signal when the thread that forked ends, not when the process ends. Therefore
  // one thread starts all processes and never ends.
  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("control-plane-spawner").factory());

  private static final List<String> DIE_WITH_PARENT = List.of("setpriv", "--pdeathsig", "KILL");

  private static final boolean CAN_DIE_WITH_PARENT = canDieWithParent();

  private Spawner() {}

  /**
   * Starts a process.
   *
   * @throws IOException if the program cannot be run
   */
  static Process start(ProcessBuilder builder) throws IOException {
    if (CAN_DIE_WITH_PARENT) {
      List<String> command = new ArrayList<>(DIE_WITH_PARENT);
      command.addAll(builder.command());
      builder.command(command);
    }
    try {
      return THREAD.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlPlaneException("Interrupted while starting a process", e);
    }
  }

  private static boolean canDieWithParent() {
    List<String> trial = new ArrayList<>(DIE_WITH_PARENT);
    trial.add("true");
    try {
      Process process =
          new ProcessBuilder(trial)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
