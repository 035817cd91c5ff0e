package dev.softdelete.e2e.ledger.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an author had written into an object, and what must not get lost. */
public final class Content {
  /** By which every write of the test can be told. */
  public static final String STAMP = "ledger.example.com/stamp";

  private static final Set<String> METADATA = Set.of("labels", "annotations");
  private static final Set<String> OF_CONTROLLERS =
      Set.of("softdelete.dev/restoring", "deployment.kubernetes.io/revision");
  private static final List<String> ADDRESSES = List.of("clusterIP", "clusterIPs");

  private Content() {}

  /** Without what the API server, the operator and controllers give it, and without its status. */
  public static JsonNode of(JsonNode object) {
    ObjectNode content = object.deepCopy();
    content.remove("status");
    ObjectNode metadata = content.withObject("/metadata");
    metadata.retain(METADATA);
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(OF_CONTROLLERS);
    }
    switch (object.path("kind").asText()) {
      case "Service" -> content.withObject("/spec").remove(ADDRESSES);
      case "Namespace" -> content.remove("spec");
      default -> {}
    }
    prune(content);
    return content;
  }

  /** What is absent, null and empty are the same to the API server. */
  private static void prune(JsonNode node) {
    node.forEach(Content::prune);
    if (node instanceof ObjectNode object) {
      object.removeIf(value -> value.isNull() || (value.isContainerNode() && value.isEmpty()));
    }
  }

  /** Of a Gadget; the status of others is their controllers'. */
  public static JsonNode status(JsonNode object) {
    return object.path("kind").asText().equals("Gadget") ? object.path("status") : object.path("-");
  }

  public static String stamp(JsonNode object) {
    return object.path("metadata").path("annotations").path(STAMP).asText();
  }

  /** Who owns fields of it, but for its status. */
  public static Set<String> managers(JsonNode object) {
    var managers = new TreeSet<String>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (entry.path("subresource").asText().isEmpty()) {
        managers.add(entry.path("manager").asText());
      }
    }
    return managers;
  }

  /** The paths in which two differ. */
  public static List<String> differences(JsonNode before, JsonNode after) {
    var paths = new ArrayList<String>();
    compare("", before, after, paths);
    return paths;
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<String> paths) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      var names = new TreeSet<String>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.forEach(n -> compare(path + "/" + n, before.path(n), after.path(n), paths));
      return;
    }
    paths.add(path + ": " + shown(before) + " -> " + shown(after));
  }

  private static String shown(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
