package dev.softdelete.e2e.image;

import dev.softdelete.e2e.OperatorLauncher;
import dev.softdelete.e2e.OperatorStart;
import dev.softdelete.e2e.StartedOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts the operator as a container of the image, as the chart's Deployment describes it: with its
 * user, read-only root, environment, memory limit and volumes.
 *
 * @param moreJvmOptions options that are added to those of the chart
 * @param user the user and group that replace those of the chart, as on OpenShift
 */
public record ContainerLauncher(List<String> moreJvmOptions, Optional<BundleUser> user)
    implements OperatorLauncher {
  private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
  private static final AtomicInteger STARTS = new AtomicInteger();

  public ContainerLauncher() {
    this(List.of(), Optional.empty());
  }

  /** Returns a launcher for another user. */
  public ContainerLauncher as(int id, int group) {
    return new ContainerLauncher(moreJvmOptions, Optional.of(new BundleUser(id, group)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException with one line if this machine cannot run the image
   */
  @Override
  public StartedOperator launch(OperatorStart start) throws IOException {
    Tools.missing()
        .ifPresent(
            line -> {
              throw new IllegalStateException(line);
            });
    Path folder = Files.createTempDirectory("operator-container");
    Path pidFile = folder.resolve("pid");
    configure(OperatorPod.ofTheChart(), start, folder);
    Process runc =
        start
            .process(
                List.of(
                    "runc",
                    "run",
                    "--bundle",
                    folder.toString(),
                    "--pid-file",
                    pidFile.toString(),
                    "operator-" + ProcessHandle.current().pid() + "-" + STARTS.incrementAndGet()))
            .start();
    return new StartedOperator(runc, jvm(runc, pidFile));
  }

  private void configure(OperatorPod pod, OperatorStart start, Path folder) throws IOException {
    // The user of the container reads its credentials there.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Credentials credentials = Credentials.of(start.kubeconfig(), folder);
    Bundle bundle = Bundle.of(OperatorImage.built().bundle());
    Map<String, String> environment = bundle.environment();
    environment.putAll(pod.environment());
    environment.putAll(credentials.environment());
    environment.putAll(start.environment());
    environment.put(JVM_OPTIONS, jvmOptions(environment.get(JVM_OPTIONS), start.jvmOptions()));
    var arguments = new ArrayList<>(pod.arguments());
    arguments.addAll(start.arguments());
    bundle
        .as(pod)
        .onTheNetworkOfThisMachine()
        .environment(environment)
        .arguments(arguments)
        .mount(credentials.source(), credentials.destination())
        .user(user.orElse(new BundleUser(pod.user(), pod.group())))
        .write(folder);
  }

  /** The options of a test replace those of the chart. */
  private String jvmOptions(String ofTheChart, List<String> ofTheTest) {
    var options = new ArrayList<>(ofTheTest.isEmpty() ? List.of(ofTheChart) : ofTheTest);
    options.addAll(moreJvmOptions);
    return String.join(" ", options);
  }

  /** Waits for the first process of the container. If there is none, runc has said why. */
  private static ProcessHandle jvm(Process runc, Path pidFile) throws IOException {
    Instant deadline = Instant.now().plus(STARTS_WITHIN);
    while (runc.isAlive() && Instant.now().isBefore(deadline)) {
      if (Files.exists(pidFile) && Files.size(pidFile) > 0) {
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
            .orElse(runc.toHandle());
      }
      pause();
    }
    return runc.toHandle();
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public OperatorLauncher withoutCache() {
    return new ContainerLauncher(List.of("-XX:AOTMode=off"), user);
  }
}
