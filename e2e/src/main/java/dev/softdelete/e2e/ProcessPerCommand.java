package dev.softdelete.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs each command in its own process, as a user does. */
public final class ProcessPerCommand implements Kubectl.Commands {

  @Override
  public Kubectl.Result run(Kubectl kubectl, String stdin, List<String> args) {
    List<String> command = new ArrayList<>(List.of(kubectl.program().toString()));
    command.addAll(args);
    var builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubectl.kubeconfig().toString());
    try {
      Process process = builder.start();
      var err = new StringBuilder();
      Thread reader = Thread.startVirtualThread(() -> err.append(text(process.getErrorStream())));
      try (var out = process.getOutputStream()) {
        out.write(stdin.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The command may end without reading its input. Its exit code and error output say why.
        err.append("");
      }
      String out;
      int exit;
      try (var _ = CommandLimit.on(process, args)) {
        out = text(process.getInputStream());
        exit = process.waitFor();
      }
      reader.join();
      return new Kubectl.Result(exit, out, err.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
