package dev.softdelete.controlplane;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stores a process id, so that a later JVM can end a process that the kernel did not end. */
final class PidFile {

  private static final String SUFFIX = ".pid";

  private PidFile() {}

  static Path write(Path folder, String name, long pid) throws IOException {
    return Files.writeString(folder.resolve(name + SUFFIX), Long.toString(pid));
  }

  /** Kills the processes whose ids are stored in the folder. */
  static void killAll(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        ProcessHandle.of(Long.parseLong(Files.readString(file)))
            .filter(process -> runs(process, name))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  // Another process may have the same id by now.
  private static boolean runs(ProcessHandle process, String name) {
    return process.info().command().map(command -> Path.of(command).endsWith(name)).orElse(false);
  }
}
