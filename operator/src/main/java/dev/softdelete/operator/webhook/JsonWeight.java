package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;

/**
 * The memory that a JSON text takes as a tree. A text of three bytes, such as {@code {},}, can
 * become an object of a hundred.
 */
final class JsonWeight {
  /** An object or array with the table of its members. */
  static final int CONTAINER = 176;

  /** The name of a field, or a scalar, each with its place in its container. */
  static final int VALUE = 80;

  private static final JsonFactory JSON = Json.factory();

  private JsonWeight() {}

  /**
   * Estimates the weight without making the tree.
   *
   * @throws IllegalArgumentException if the text is not JSON
   */
  static long of(byte[] json) {
    long weight = json.length;
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        weight += token.isStructStart() ? CONTAINER : token.isStructEnd() ? 0 : VALUE;
      }
      return weight;
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }
}
