package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Downloads files that have a published checksum. It gives up within seconds when it cannot
 * connect.
 */
final class ReleaseSite implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(3))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Throws unless the address answers, so that slower clients need not try. */
  void check(URI address) throws IOException {
    get(address, BodyHandlers.discarding());
  }

  void downloadVerified(URI address, Path file) throws IOException {
    String expected = get(URI.create(address + ".sha256"), BodyHandlers.ofString()).strip();
    System.err.println("Downloading " + address);
    MessageDigest digest = sha256();
    try (InputStream body = get(address, BodyHandlers.ofInputStream());
        InputStream hashed = new DigestInputStream(body, digest)) {
      Files.copy(hashed, file);
    }
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(expected)) {
      Files.delete(file);
      throw new IOException("Checksum of " + address + " is " + actual + ", not " + expected);
    }
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + file + " executable");
    }
  }

  private <T> T get(URI address, BodyHandler<T> body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(15)).GET().build();
    try {
      HttpResponse<T> response = http.send(request, body);
      if (response.statusCode() != 200) {
        throw new IOException(address + " answers " + response.statusCode());
      }
      return response.body();
    } catch (ConnectException e) {
      throw new IOException(address.getHost() + " cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while downloading " + address, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
