package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The cache folder, while only this process may write to it. */
final class BinaryCache implements AutoCloseable {

  // A file lock excludes other processes. Within one process it throws instead of waiting.
  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private final Path folder;
  private final FileChannel channel;

  private BinaryCache(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Waits until no other process is filling the folder. */
  static BinaryCache lock(Path folder) {
    WITHIN_PROCESS.lock();
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolveSibling(folder.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      waitFor(channel, folder);
      return new BinaryCache(folder, channel);
    } catch (IOException e) {
      WITHIN_PROCESS.unlock();
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("resource") // the lock lives as long as its channel
  private static void waitFor(FileChannel channel, Path folder) throws IOException {
    FileLock lock = channel.tryLock();
    if (lock == null) {
      System.err.println("Waiting for another process that is filling " + folder);
      channel.lock();
    }
  }

  /** A way to put programs into a folder. */
  interface Source {
    void into(Path folder) throws IOException;
  }

  /** Adds the programs of the source. A program appears in the folder only when it is complete. */
  void add(Source source) {
    try {
      Path staging = Files.createTempDirectory(folder.getParent(), ".staging-");
      try {
        source.into(staging);
        publish(staging);
      } finally {
        FileTree.delete(staging);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void publish(Path staging) throws IOException {
    try (Stream<Path> made = Files.list(staging)) {
      for (Path program : made.filter(BinaryCache::isProgram).toList()) {
        Files.move(program, folder.resolve(program.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }
}
