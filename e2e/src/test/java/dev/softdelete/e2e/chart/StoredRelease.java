package dev.softdelete.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** The release that Helm has stored in the cluster. It contains the hooks and the notes. */
record StoredRelease(JsonNode json) {

  static StoredRelease read() throws IOException {
    String stored =
        Cluster.installation()
            .kubectl()
            .run(
                "get",
                "secret",
                "sh.helm.release.v1." + Installation.RELEASE + ".v1",
                "-n",
                Installation.NAMESPACE,
                "-o",
                "jsonpath={.data.release}");
    byte[] zipped = Base64.getDecoder().decode(Base64.getDecoder().decode(stored));
    try (var release = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return new StoredRelease(new ObjectMapper().readTree(release));
    }
  }

  String notes() {
    return json.at("/info/notes").asText();
  }

  /** Returns the manifest of the only hook of an event, such as {@code pre-delete}. */
  String hook(String event) {
    var hooks =
        json.path("hooks")
            .valueStream()
            .filter(h -> h.path("events").valueStream().anyMatch(e -> e.asText().equals(event)))
            .toList();
    if (hooks.size() != 1) {
      throw new AssertionError(hooks.size() + " hooks of " + event);
    }
    return hooks.getFirst().path("manifest").asText();
  }

  int hooks() {
    return json.path("hooks").size();
  }
}
