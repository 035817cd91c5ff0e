package dev.softdelete.e2e.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that unpack and run an image. */
public final class Tools {
  private static final List<String> PROGRAMS = List.of("umoci", "runc");

  private Tools() {}

  /** Returns one line about what this machine lacks to run the image; empty if it lacks nothing. */
  public static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("the image runs on Linux only");
    }
    List<String> missing = PROGRAMS.stream().filter(program -> !onThePath(program)).toList();
    if (!missing.isEmpty()) {
      return Optional.of(
          "to run the image, install "
              + String.join(" and ", missing)
              + " (apt-get install umoci runc)");
    }
    return System.getProperty("user.name").equals("root")
        ? Optional.empty()
        : Optional.of("to run the image, be root: a container is made for another user id");
  }

  private static boolean onThePath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs a command to its end; its output is part of the message if it fails. */
  static void run(String... command) throws IOException {
    output(command);
  }

  /** Runs a command as {@link #run} does, and returns what it prints. */
  static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }
}
