package dev.softdelete.e2e.ledger.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/** One stored version of an object. An hour has too many of them to keep them parsed. */
public final class Version {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RETAIN = "softdelete.dev/retain";

  private final long revision;
  private final byte[] stored;
  private SoftReference<JsonNode> parsed = new SoftReference<>(null);

  /**
   * A version.
   *
   * @param revision etcd's, which is the object's resourceVersion
   * @param stored JSON
   */
  public Version(long revision, byte[] stored) {
    this.revision = revision;
    this.stored = stored.clone();
  }

  public long revision() {
    return revision;
  }

  /** Not to be changed. */
  public synchronized JsonNode json() {
    JsonNode known = parsed.get();
    if (known == null) {
      known = parse(stored);
      parsed = new SoftReference<>(known);
    }
    return known;
  }

  /** Throws when it is not JSON: then the API server stores another format. */
  static JsonNode parse(byte[] stored) {
    try {
      return JSON.readTree(stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String pointer) {
    return json().at(pointer).asText();
  }

  public String annotation(String key) {
    return json().path("metadata").path("annotations").path(key).asText();
  }

  public boolean deleting() {
    return json().path("metadata").hasNonNull("deletionTimestamp");
  }

  /** Whether the operator's finalizer holds it. */
  public boolean retained() {
    return finalizers().contains(RETAIN);
  }

  public List<String> finalizers() {
    var finalizers = new ArrayList<String>();
    json().at("/metadata/finalizers").forEach(f -> finalizers.add(f.asText()));
    return finalizers;
  }

  @Override
  public String toString() {
    return "@" + revision;
  }
}
