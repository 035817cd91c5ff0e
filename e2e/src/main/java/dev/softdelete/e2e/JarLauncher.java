package dev.softdelete.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the operator by {@code java -jar}, on the JDK that runs the tests.
 *
 * @param cached whether the AOT cache of the build is used
 */
record JarLauncher(Path jar, boolean cached) implements OperatorLauncher {

  @Override
  public StartedOperator launch(OperatorStart start) throws IOException {
    var options =
        new ArrayList<>(start.jvmOptions().isEmpty() ? QuickStart.shortLife() : start.jvmOptions());
    options.addAll(cached ? QuickStart.aotCache() : List.of());
    var builder = start.process(OperatorCommand.of(jar, options, start.arguments()));
    builder.environment().put("KUBECONFIG", start.kubeconfig().toString());
    builder.environment().put("OPERATOR_NAMESPACE", Installation.NAMESPACE);
    builder.environment().putAll(start.environment());
    Process process = builder.start();
    return new StartedOperator(process, process.toHandle());
  }

  @Override
  public OperatorLauncher withoutCache() {
    return new JarLauncher(jar, false);
  }
}
