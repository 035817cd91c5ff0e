package dev.softdelete.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real client, for one user.
 *
 * @param program where kubectl is
 * @param kubeconfig whose user it is
 */
public record Kubectl(Path program, Path kubeconfig) {

  /** What a call came to. */
  public record Result(int exit, String out, String err) {
    public boolean ok() {
      return exit == 0;
    }
  }

  /**
   * Calls it and expects success.
   *
   * @return what it printed
   * @throws IllegalStateException with its error output when it fails
   */
  public String run(String... args) {
    return input("", args);
  }

  /** The same with something on its standard input. */
  public String input(String stdin, String... args) {
    Result result = inputCall(stdin, args);
    if (!result.ok()) {
      throw new IllegalStateException(
          "kubectl " + String.join(" ", args) + " failed: " + result.err() + result.out());
    }
    return result.out();
  }

  /** Applies a manifest, client-side. */
  public String apply(String manifest) {
    return input(manifest, "apply", "-f", "-");
  }

  /** Calls it, whatever it comes to. */
  public Result call(String... args) {
    return inputCall("", args);
  }

  /** The same with something on its standard input. */
  public Result inputCall(String stdin, String... args) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    try {
      Process process = builder.start();
      var err = new StringBuilder();
      Thread reader = Thread.startVirtualThread(() -> err.append(text(process.getErrorStream())));
      try (var out = process.getOutputStream()) {
        out.write(stdin.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It may end without reading: its exit code and error output say why.
        err.append("");
      }
      String out = text(process.getInputStream());
      int exit = process.waitFor();
      reader.join();
      return new Result(exit, out, err.toString());
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
