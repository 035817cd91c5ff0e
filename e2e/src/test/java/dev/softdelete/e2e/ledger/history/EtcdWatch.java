package dev.softdelete.e2e.ledger.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows etcd itself: whatever becomes of the API server and of its caches, no version is missed.
 * The API server has to store JSON.
 */
public final class EtcdWatch implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL = "/registry/";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();
  private final URI etcd;
  private final History history;
  private final Thread follower;
  private volatile boolean closed;
  private volatile Optional<String> gap = Optional.empty();

  private EtcdWatch(URI etcd, History history) {
    this.etcd = etcd;
    this.history = history;
    this.follower = Thread.ofPlatform().name("etcd-watch").daemon().unstarted(this::follow);
  }

  /** Follows from the first revision on. */
  public static EtcdWatch into(History history, URI etcd) {
    var watch = new EtcdWatch(etcd, history);
    watch.follower.start();
    return watch;
  }

  /** What was missed, if anything: then nothing can be said of the rest. */
  public Optional<String> gap() {
    return gap;
  }

  private void follow() {
    while (!closed && gap.isEmpty()) {
      try (Stream<String> lines = open(history.revision() + 1)) {
        lines.forEach(this::read);
      } catch (IOException | RuntimeException e) {
        // It goes on where it was.
        pause(e);
      }
    }
  }

  private Stream<String> open(long from) throws IOException {
    String request =
        """
        {"create_request": {"key": "%s", "range_end": "%s", "start_revision": "%d"}}
        """
            .formatted(base64(ALL), base64("/registry0"), from);
    var post =
        HttpRequest.newBuilder(etcd.resolve("/v3/watch"))
            .POST(HttpRequest.BodyPublishers.ofString(request))
            .build();
    try {
      return http.send(post, HttpResponse.BodyHandlers.ofLines()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void read(String line) {
    JsonNode result = parse(line).path("result");
    long compacted = result.path("compact_revision").asLong();
    if (compacted > 0) {
      gap =
          Optional.of(
              "etcd has forgotten the revisions from %d to %d"
                  .formatted(history.revision() + 1, compacted));
      return;
    }
    for (JsonNode event : result.path("events")) {
      JsonNode pair = event.path("kv");
      String key = new String(decoded(pair.path("key")), StandardCharsets.UTF_8);
      long revision = pair.path("mod_revision").asLong();
      try {
        if (event.path("type").asText().equals("DELETE")) {
          history.delete(key, revision);
        } else {
          history.put(key, revision, decoded(pair.path("value")));
        }
      } catch (RuntimeException e) {
        gap = Optional.of(key + " at " + revision + " cannot be read: " + e);
      }
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static byte[] decoded(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void pause(Exception why) {
    try {
      if (!closed) {
        System.err.println("ledger: the watch of etcd was cut off: " + why);
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
