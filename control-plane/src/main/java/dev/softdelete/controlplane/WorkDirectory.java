package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The temporary folder of one control plane. Its lock is held until this JVM ends in any way. A
 * folder with a free lock was left behind, so the next start ends its processes and deletes it.
 */
final class WorkDirectory implements AutoCloseable {

  private static final String LOCK = "owner.lock";

  // Closing any channel to one of our own lock files would release its lock. Therefore our own
  // folders are never checked.
  private static final Set<Path> OURS = new HashSet<>();

  private final Path path;
  private final FileChannel lock;

  private WorkDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static WorkDirectory create() {
    String user = System.getProperty("user.name");
    return create(
        Path.of(System.getProperty("java.io.tmpdir"), "soft-delete-control-plane-" + user));
  }

  static WorkDirectory create(Path parent) {
    synchronized (OURS) {
      try {
        Files.createDirectories(parent);
        // Without this lock, another JVM could find our folder before we hold the folder's lock.
        try (FileChannel creating = open(parent.resolve("create.lock"))) {
          creating.lock();
          sweep(parent);
          Path path = Files.createTempDirectory(parent, "run-");
          FileChannel lock = open(path.resolve(LOCK));
          lock.lock();
          OURS.add(path);
          return new WorkDirectory(path, lock);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, "run-*")) {
      for (Path folder : folders) {
        if (!OURS.contains(folder) && isAbandoned(folder)) {
          PidFile.killAll(folder);
          FileTree.delete(folder);
        }
      }
    }
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    try (FileChannel channel = open(folder.resolve(LOCK))) {
      return channel.tryLock() != null;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  Path path() {
    return path;
  }

  /** Returns a folder within the work directory, and creates it if necessary. */
  Path folder(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    synchronized (OURS) {
      try {
        FileTree.delete(path);
        lock.close();
        OURS.remove(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
