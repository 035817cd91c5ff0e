package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * Refusals as API servers, admission policies and webhooks word them. Each is about {@link
 * #object}, and many contain its values.
 */
public final class Refusals {
  /** Occurs in no text that everybody may read. */
  public static final String SECRET = "hunter2";

  /**
   * A refusal.
   *
   * @param status the Status that the API server answers
   * @param known the text for everybody, if the object is known
   * @param unknown the same if it is not
   */
  public record Refusal(String about, ObjectNode status, String known, String unknown) {
    public int code() {
      return status.path("code").asInt();
    }

    @Override
    public String toString() {
      return about;
    }
  }

  private Refusals() {}

  /** Returns the object that is refused. */
  public static ObjectNode object() {
    ObjectNode object = Json.object().put("apiVersion", "example.com/v1").put("kind", "Widget");
    object
        .putObject("metadata")
        .put("name", "w")
        .put("namespace", "shop")
        .putObject("annotations")
        .put("note", "My dog is called Rex");
    object.putObject("spec").put("password", SECRET + "-secret").put("size", 9);
    return object;
  }

  public static Stream<Refusal> all() {
    try (InputStream file = Refusals.class.getResourceAsStream("refusals.json")) {
      return Json.value(file.readAllBytes()).valueStream().map(Refusals::refusal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal refusal(JsonNode row) {
    return new Refusal(
        row.path("about").asText(),
        row.path("status").deepCopy(),
        row.path("known").asText(),
        row.path("unknown").asText());
  }
}
