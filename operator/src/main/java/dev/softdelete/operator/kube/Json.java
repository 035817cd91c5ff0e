package dev.softdelete.operator.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads and writes JSON without loss: it keeps every field and every digit of every number. */
public final class Json {
  /** The maximum nesting depth, which is also the API server's limit. */
  private static final int DEEPEST = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectWriter ASCII = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private Json() {}

  /** Returns a factory that reads and writes every object that the API server can store. */
  public static JsonFactory factory() {
    return JsonFactory.builder()
        // The names are of others' choice, and the JVM would keep each of them beside its heap.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
        .build();
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads any JSON value.
   *
   * @throws IllegalArgumentException when the bytes are not JSON
   */
  public static JsonNode value(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      // The parser's own message quotes the input, which may be a part of a Secret.
      throw new IllegalArgumentException("not JSON" + at(e));
    }
  }

  private static String at(IOException e) {
    return e instanceof JsonProcessingException j && j.getLocation() != null
        ? ", at byte " + j.getLocation().getByteOffset()
        : "";
  }

  /**
   * Reads a JSON object.
   *
   * @throws IllegalArgumentException when the bytes are not a JSON object
   */
  public static ObjectNode parse(byte[] bytes) {
    if (value(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes JSON in ASCII. Unlike UTF-8, this has a form for half of a surrogate pair, which a text
   * may contain that somebody else wrote.
   */
  public static byte[] ascii(JsonNode node) {
    try {
      return ASCII.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Converts a typed object to a tree. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Converts any typed value to JSON, also a list or a string. */
  public static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Converts a tree to a typed value. */
  public static <T> T as(Class<T> type, JsonNode node) {
    return MAPPER.convertValue(node, type);
  }

  /** Converts a tree to maps, lists, strings, numbers and booleans. */
  public static Object plain(JsonNode node) {
    return MAPPER.convertValue(node, Object.class);
  }
}
