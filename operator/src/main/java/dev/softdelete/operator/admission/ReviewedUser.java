package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.Requester;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the user of a review. A field of the wrong type counts as missing, and a missing user has
 * the empty name, which no user of the API server has.
 */
final class ReviewedUser {
  private ReviewedUser() {}

  static Requester of(JsonNode userInfo) {
    String username = text(userInfo.path("username"));
    return new Requester(
        username == null ? "" : username,
        text(userInfo.path("uid")),
        userInfo.path("groups").isArray() ? texts(userInfo.path("groups")) : null,
        userInfo.path("extra").isObject() ? extra(userInfo.path("extra")) : null);
  }

  private static Map<String, List<String>> extra(JsonNode extra) {
    var read = new LinkedHashMap<String, List<String>>();
    extra.properties().forEach(e -> read.put(e.getKey(), texts(e.getValue())));
    return read;
  }

  /** Returns the texts of a list; none if it is not a list. */
  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.elements()
        .forEachRemaining(
            item -> {
              if (list.isArray() && item.isTextual()) {
                texts.add(item.textValue());
              }
            });
    return texts;
  }

  private static String text(JsonNode node) {
    return node.textValue();
  }
}
