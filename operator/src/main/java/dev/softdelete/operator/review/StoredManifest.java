package dev.softdelete.operator.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The exact text of a stored copy. It is compared with the record, whose rights were checked: a
 * record that names another object than its copy must not show that copy.
 */
final class StoredManifest {
  private static final JsonFactory JSON = Json.factory();
  private static final Set<String> TOP = Set.of("apiVersion", "kind");
  private static final Set<String> METADATA = Set.of("name", "namespace", "uid");

  private StoredManifest() {}

  /**
   * Returns the text.
   *
   * @throws CorruptSnapshotException if the bytes are not the object that the record names
   */
  static String of(byte[] bytes, ResourceIdentity recorded) {
    if (!identity(bytes).equals(identity(recorded))) {
      throw new CorruptSnapshotException("it is not the object that the record names");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CorruptSnapshotException("it is not UTF-8", e);
    }
  }

  private static Map<String, String> identity(ResourceIdentity recorded) {
    var identity = new HashMap<String, String>();
    identity.put("apiVersion", recorded.apiVersion());
    identity.put("kind", recorded.kind());
    identity.put("name", recorded.name());
    identity.put("namespace", recorded.namespace());
    identity.put("uid", recorded.uid());
    identity.values().removeIf(Objects::isNull);
    return identity;
  }

  /** Reads the identity without making a tree, which can take a hundred times the memory. */
  private static Map<String, String> identity(byte[] bytes) {
    var identity = new HashMap<String, String>();
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CorruptSnapshotException("it is not an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("metadata") && value == JsonToken.START_OBJECT) {
          texts(parser, METADATA, identity);
        } else {
          keep(parser, TOP, field, identity);
        }
      }
      return identity;
    } catch (IOException e) {
      // The parser's message quotes the content.
      throw new CorruptSnapshotException("it is not JSON", e);
    }
  }

  private static void texts(JsonParser parser, Set<String> fields, Map<String, String> into)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      keep(parser, fields, field, into);
    }
  }

  private static void keep(
      JsonParser parser, Set<String> fields, String field, Map<String, String> into)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING && fields.contains(field)) {
      into.put(field, parser.getText());
    } else {
      parser.skipChildren();
    }
  }
}
