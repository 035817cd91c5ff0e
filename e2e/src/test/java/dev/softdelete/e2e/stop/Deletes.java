package dev.softdelete.e2e.stop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import java.util.Set;
import java.util.TreeSet;

/** The state of the ConfigMaps that were deleted in a namespace. */
record Deletes(String namespace) {
  String configMaps() {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  /** Returns the names of the deleted ConfigMaps that still exist. */
  Set<String> held() {
    var names = new TreeSet<String>();
    for (JsonNode object : items(configMaps())) {
      if (object.at("/metadata/deletionTimestamp").isTextual()) {
        names.add(object.at("/metadata/name").asText());
      }
    }
    return names;
  }

  /** Returns the names of the ConfigMaps that have a record. */
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
