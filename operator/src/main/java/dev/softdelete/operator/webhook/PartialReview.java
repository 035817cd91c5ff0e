package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads a review that cannot be read as a whole: it is too large, cut off, or damaged. It takes
 * little memory, and reads as far as it can: who asks for what, and the metadata of the objects.
 * The API server writes these before the payload.
 */
final class PartialReview {
  /** The memory of the tree; see {@link JsonWeight}. */
  private static final int MOST = 256 * 1024;

  /** The length of a text that is kept. A longer one decides nothing here. */
  private static final int LONGEST_TEXT = 4 * 1024;

  private static final JsonFactory JSON = Json.factory();
  private static final JsonPointer METADATA = JsonPointer.compile("/metadata");

  private final ObjectNode root = Json.object();
  private final Deque<Place> places = new ArrayDeque<>();
  private int left = MOST;

  /** A container that is being read, and what of it is kept. */
  private record Place(ContainerNode<?> container, Part part) {}

  /** A part of the review. */
  private enum Part {
    REVIEW,
    REQUEST,
    OBJECT,
    METADATA,
    FIELD_OWNERS,
    ANY;

    /** Returns what a member is; empty if it is skipped. */
    Optional<Part> member(String name) {
      return switch (this) {
        case REVIEW -> name.equals("request") ? Optional.of(REQUEST) : Optional.empty();
        case REQUEST ->
            Optional.of(name.equals("object") || name.equals("oldObject") ? OBJECT : ANY);
        case OBJECT ->
            switch (name) {
              case "metadata" -> Optional.of(METADATA);
              case "apiVersion", "kind" -> Optional.of(ANY);
              default -> Optional.empty();
            };
        case METADATA -> Optional.of(name.equals("managedFields") ? FIELD_OWNERS : ANY);
        case FIELD_OWNERS -> name.equals("fieldsV1") ? Optional.empty() : Optional.of(ANY);
        case ANY -> Optional.of(ANY);
      };
    }
  }

  private PartialReview() {}

  /** Returns what can be read of the request; empty if not even its uid can. */
  static Optional<AdmissionRequest> of(byte[] review) {
    var partial = new PartialReview();
    try (JsonParser parser = JSON.createParser(review)) {
      partial.read(parser);
    } catch (IOException e) {
      // What comes before this place counts.
    }
    return partial.request();
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    places.push(new Place(root, Part.REVIEW));
    while (!places.isEmpty() && left > 0) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      if (token.isStructEnd()) {
        places.pop();
      } else if (token == JsonToken.FIELD_NAME) {
        member(parser, places.element());
      } else {
        value(parser, places.element(), "", places.element().part());
      }
    }
  }

  private void member(JsonParser parser, Place place) throws IOException {
    String name = parser.currentName();
    Optional<Part> part = place.part().member(name);
    parser.nextToken();
    if (part.isEmpty()) {
      parser.skipChildren();
    } else {
      left -= name.length() + JsonWeight.VALUE;
      value(parser, place, name, part.get());
    }
  }

  /** Keeps a value, or begins to read a container. */
  private void value(JsonParser parser, Place place, String name, Part part) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      left -= JsonWeight.CONTAINER;
      ContainerNode<?> child =
          token == JsonToken.START_OBJECT ? Json.object() : Json.object().arrayNode();
      put(place, name, child);
      places.push(new Place(child, part));
    } else if (parser.getTextLength() <= LONGEST_TEXT) {
      left -= parser.getTextLength() + JsonWeight.VALUE;
      put(place, name, scalar(parser, token));
    }
  }

  private void put(Place place, String name, JsonNode value) {
    if (place.container() instanceof ObjectNode object) {
      object.set(name, value);
    } else if (place.container() instanceof ArrayNode list) {
      list.add(value);
    }
  }

  private JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> root.textNode(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> root.booleanNode(parser.getBooleanValue());
      // No number decides anything.
      default -> root.nullNode();
    };
  }

  private Optional<AdmissionRequest> request() {
    if (!root.path("request").path("uid").isTextual()
        || !(root.get("request") instanceof ObjectNode request)) {
      return Optional.empty();
    }
    // This may be a dry run, which must not leave a trace.
    if (!request.has("dryRun")) {
      request.put("dryRun", true);
    }
    // A payload that comes first may hide the metadata.
    if (request.get("object") instanceof ObjectNode object
        && object.at("/metadata/name").isMissingNode()
        && request.path("name").isTextual()) {
      object
          .withObject(METADATA, JsonNode.OverwriteMode.ALL, true)
          .put("name", request.path("name").textValue());
    }
    return Optional.of(AdmissionRequest.of(request));
  }
}
