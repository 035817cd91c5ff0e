package dev.softdelete.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records when each object of a collection had the expected event. The bare client and the operator
 * are both measured with it, so both bear its cost.
 */
final class EventWatch implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String type;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final AsyncBody watch;

  /**
   * Watches from now on.
   *
   * @param query further parameters, such as a field selector; may be empty
   * @param type ADDED, MODIFIED or DELETED
   */
  EventWatch(Wire wire, String collection, String query, String type) {
    this.type = type;
    String version =
        json(new String(wire.get(collection + "?limit=1"), StandardCharsets.UTF_8))
            .at("/metadata/resourceVersion")
            .asText();
    watch =
        wire.watchMetadata(
            collection + "?watch=1&resourceVersion=" + version + "&" + query, this::see);
  }

  private void see(String line) {
    JsonNode event = json(line);
    if (event.path("type").asText().equals(type)) {
      record(event.at("/object/metadata/name").asText());
    }
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private synchronized void record(String name) {
    seen.put(name, System.nanoTime());
    notifyAll();
  }

  /**
   * Waits for this number of objects.
   *
   * @return when the last of them had its event, by {@link System#nanoTime()}
   */
  synchronized long await(int count, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (seen.size() < count) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new IllegalStateException(seen.size() + " of " + count + " objects were " + type);
      }
      wait(left);
    }
    return seen.values().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  /** Waits for one object. */
  synchronized long await(String name, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!seen.containsKey(name)) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new IllegalStateException(name + " was not " + type);
      }
      wait(left);
    }
    return seen.get(name);
  }

  @Override
  public void close() {
    watch.cancel();
  }
}
