package dev.softdelete.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Builds the manifests that are written. They are as large and as valid as the operator's own. */
final class Manifests {
  private static final int PAYLOAD_BYTES = 2_048;
  private static final Duration RETENTION = Duration.ofDays(2);

  private Manifests() {}

  static String configMap(String name, String annotations) {
    return """
    {"apiVersion": "v1", "kind": "ConfigMap",
     "metadata": {"name": "%s", "labels": {"app": "bench"}, "annotations": {%s}},
     "data": {"payload": "%s"}}
    """
        .formatted(name, annotations, payload(name));
  }

  /** Returns random hex text, which compresses about as well as settings and certificates. */
  private static String payload(String seed) {
    byte[] random = new byte[PAYLOAD_BYTES / 2];
    new Random(seed.hashCode()).nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  static String snapshot(String name, JsonNode object, byte[] payload, String record) {
    return """
    {"apiVersion": "v1", "kind": "Secret", "type": "softdelete.dev/snapshot", "immutable": true,
     "metadata": {"name": "%s", "namespace": "%s", "finalizers": ["softdelete.dev/snapshot"],
      "labels": {"softdelete.dev/uid": "%s", "softdelete.dev/part": "0",
       "app.kubernetes.io/managed-by": "soft-delete-operator"}},
     "data": {"object.json.gz": "%s", "record.json": "%s"}}
    """
        .formatted(
            name,
            Installation.NAMESPACE,
            object.at("/metadata/uid").asText(),
            base64(compressed(payload)),
            base64(record.getBytes(StandardCharsets.UTF_8)));
  }

  static String record(JsonNode object, byte[] payload) {
    String name = object.at("/metadata/name").asText();
    Instant deletion = Instant.parse(object.at("/metadata/deletionTimestamp").asText());
    return """
    {"apiVersion": "softdelete.dev/v1", "kind": "DeletedResource",
     "metadata": {"name": "configmap-%1$s-%2$.10s", "namespace": "%3$s",
      "labels": {"app": "bench", "softdelete.dev/kind": "ConfigMap", "softdelete.dev/name": "%1$s"},
      "annotations": {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
       "argocd.argoproj.io/compare-options": "IgnoreExtraneous"},
      "finalizers": ["softdelete.dev/purge"]},
     "spec": {"resource": {"apiVersion": "v1", "kind": "ConfigMap", "resource": "configmaps",
       "namespace": "%3$s", "namespaceUid": "%4$s", "name": "%1$s", "uid": "%4$s"},
      "policy": "bench", "mode": "Archive",
      "terms": {"minRetention": "1h0m0s", "maxRetention": "2160h0m0s", "purgeProtection": false,
       "restoreStatus": false},
      "deletionTime": "%5$s", "snapshot": {"sha256": "%2$s", "bytes": %6$d, "parts": 1},
      "purgeTime": "%7$s", "legalHold": false}}
    """
        .formatted(
            name,
            sha256(payload),
            Paths.COVERED,
            object.at("/metadata/uid").asText(),
            deletion,
            payload.length,
            deletion.plus(RETENTION));
  }

  static String status(String state, JsonNode object) {
    String message = "It is back as " + object.at("/metadata/name").asText() + ".";
    return """
    {"status": {"state": "%s",
     "restoredAs": {"namespace": "%s", "name": "%s", "uid": "%s"},
     "conditions": [
      {"type": "Deleted", "status": "False", "reason": "%1$s", "message": "%5$s",
       "lastTransitionTime": "2026-01-01T00:00:00Z"},
      {"type": "Restored", "status": "%6$s", "reason": "%1$s", "message": "%5$s",
       "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
    """
        .formatted(
            state,
            Paths.COVERED,
            object.at("/metadata/name").asText(),
            object.at("/metadata/uid").asText(),
            message,
            state.equals("RESTORED") ? "True" : "False");
  }

  /** Returns a patch that removes the restore mark and gives the field ownership back. */
  static String finishing(JsonNode object) {
    return """
    {"metadata": {"resourceVersion": "%s", "annotations": {"softdelete.dev/restoring": null},
     "managedFields": [{"manager": "bench", "operation": "Update", "apiVersion": "v1",
      "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
      "fieldsV1": {"f:data": {".": {}, "f:payload": {}},
       "f:metadata": {"f:labels": {".": {}, "f:app": {}}}}}]}}
    """
        .formatted(object.at("/metadata/resourceVersion").asText());
  }

  static String event(JsonNode record) {
    return """
    {"apiVersion": "v1", "kind": "Event",
     "metadata": {"generateName": "softdelete-", "namespace": "%s"},
     "involvedObject": {"apiVersion": "softdelete.dev/v1", "kind": "DeletedResource",
      "namespace": "%1$s", "name": "%s", "uid": "%s"},
     "type": "Normal", "reason": "Restored", "message": "Restored for somebody.",
     "firstTimestamp": "2026-01-01T00:00:00Z", "lastTimestamp": "2026-01-01T00:00:00Z", "count": 1,
     "source": {"component": "soft-delete-operator"}}
    """
        .formatted(
            Paths.COVERED,
            record.at("/metadata/name").asText(),
            record.at("/metadata/uid").asText());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] compressed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
