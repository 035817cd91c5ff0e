package dev.softdelete.e2e.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import java.util.Set;
import java.util.TreeSet;

/** What has become of the ConfigMaps that were deleted in a namespace. */
record Deletes(String namespace) {
  String configMaps() {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  /** The names of those that are deleted and still there. */
  Set<String> held() {
    var names = new TreeSet<String>();
    for (JsonNode object : items(configMaps())) {
      if (object.at("/metadata/deletionTimestamp").isTextual()) {
        names.add(object.at("/metadata/name").asText());
      }
    }
    return names;
  }

  /** The names of those that have a record. */
  Set<String> recorded() {
    var names = new TreeSet<String>();
    records().forEach(record -> names.add(record.at("/spec/resource/name").asText()));
    return names;
  }

  JsonNode records() {
    return items("/apis/softdelete.dev/v1/namespaces/" + namespace + "/deletedresources");
  }

  private static JsonNode items(String path) {
    return Caller.administrator().get(path).body().path("items");
  }
}
