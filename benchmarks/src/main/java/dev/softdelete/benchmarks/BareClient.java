package dev.softdelete.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the operator's writes, and the reads that they need, in a plain loop: without a watch, a
 * decision or a check. Its rate is the most that any client can reach on this control plane.
 */
final class BareClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final int AT_A_TIME = 8;

  /** Has the operator's own credentials, because no other user may write records and snapshots. */
  private final Wire wire;

  BareClient(Wire wire) {
    this.wire = wire;
  }

  void captureAll(List<String> names) {
    Parallel.each(names.size(), AT_A_TIME, i -> capture(names.get(i)));
  }

  void restoreAll(List<JsonNode> records) {
    Parallel.each(records.size(), AT_A_TIME, i -> restore(records.get(i)));
  }

  void purgeAll(List<JsonNode> records) {
    Parallel.each(records.size(), AT_A_TIME, i -> purge(records.get(i)));
  }

  private void capture(String name) {
    byte[] payload = wire.get(Paths.configMap(name));
    JsonNode object = json(payload);
    String record = Manifests.record(object, payload);
    String snapshot = snapshotName(object.at("/metadata/uid").asText());
    wire.post(Paths.SNAPSHOTS, Manifests.snapshot(snapshot, object, payload, record));
    wire.post(Paths.RECORDS, record);
    wire.patch(Paths.configMap(name), "{\"metadata\": {\"finalizers\": null}}");
  }

  private void restore(JsonNode record) {
    String name = record.at("/spec/resource/name").asText();
    String status = Paths.record(record.at("/metadata/name").asText()) + "/status";
    wire.get(Paths.snapshot(snapshotName(record.at("/spec/resource/uid").asText())));
    String mark = "\"softdelete.dev/restoring\": \"" + record.at("/metadata/uid").asText() + "\"";
    JsonNode object =
        json(
            wire.postAs(
                requester(record.at("/spec/restoreRequestedBy")),
                Paths.configMaps(Paths.COVERED),
                Manifests.configMap(name, mark)));
    wire.patch(status, Manifests.status("RESTORING", object));
    wire.patch(Paths.configMap(name), Manifests.finishing(object));
    wire.patch(status, Manifests.status("RESTORED", object));
    wire.post(Paths.EVENTS, Manifests.event(record));
  }

  private void purge(JsonNode record) {
    String snapshot = Paths.snapshot(snapshotName(record.at("/spec/resource/uid").asText()));
    wire.delete(snapshot);
    wire.patch(snapshot, "{\"metadata\": {\"finalizers\": null}}");
    wire.patch(
        Paths.record(record.at("/metadata/name").asText()),
        "{\"metadata\": {\"finalizers\": null}}");
  }

  private static Map<String, Iterable<String>> requester(JsonNode stamped) {
    var headers = new LinkedHashMap<String, Iterable<String>>();
    headers.put("Impersonate-User", List.of(stamped.path("username").asText()));
    headers.put(
        "Impersonate-Group", stamped.path("groups").valueStream().map(JsonNode::asText).toList());
    return headers;
  }

  private static String snapshotName(String uid) {
    return "snapshot-" + uid;
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
