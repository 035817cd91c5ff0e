package dev.softdelete.e2e.release;

import dev.softdelete.controlplane.CraneProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A registry for images and charts on 127.0.0.1, which speaks http and admits everybody. */
final class LoopbackRegistry implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("serving on port (\\d+)");

  private final Process process;
  private final String address;

  /**
   * Starts a registry.
   *
   * @param folder an existing folder for its content and its log
   */
  LoopbackRegistry(Path folder) throws IOException {
    Path log = folder.resolve("log");
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    process =
        new ProcessBuilder(
                CraneProgram.obtain().toString(),
                "registry",
                "serve",
                "--address=127.0.0.1:0",
                "--disk=" + blobs)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    address =
        "127.0.0.1:"
            + Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> PORT.matcher(Files.readString(log)), Matcher::find)
                .group(1);
  }

  /** Returns {@code 127.0.0.1:PORT}. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
