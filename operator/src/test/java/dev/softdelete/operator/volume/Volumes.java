package dev.softdelete.operator.volume;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Volumes and claims for the tests of this package. */
final class Volumes {
  /** The deleted claim. */
  static final ResourceIdentity DELETED =
      new ResourceIdentity(
          "v1",
          "PersistentVolumeClaim",
          "persistentvolumeclaims",
          "ns",
          "n-1",
          "data",
          "u-old",
          null);

  /** The deleted volume. */
  static final ResourceIdentity VOLUME =
      new ResourceIdentity(
          "v1", "PersistentVolume", "persistentvolumes", null, null, "pv", "u-pv", null);

  private static final String KEPT =
      "\"annotations\": {\"softdelete.dev/reclaim-policy\": \"Delete\", \"a\": \"b\"}";

  private Volumes() {}

  static KubeObject object(String json) {
    return KubeObject.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns a volume that words describe: {@code gone}, or any of {@code kept} (by us; otherwise
   * its policy is Delete), {@code retain} (from the start), {@code deleting}, {@code bound}, and
   * its claim: {@code old's}, {@code new's}, {@code other's}, {@code named NS NAME}.
   */
  static Optional<Volume> volume(String words) {
    return words.equals("gone") ? Optional.empty() : Optional.of(there(words));
  }

  private static Volume there(String words) {
    return new Volume(
        object(
            """
            {"apiVersion": "v1", "kind": "PersistentVolume",
             "metadata": {"name": "pv", "uid": "p-1", "resourceVersion": "7", "x": 1.50 %s %s},
             "spec": {"hostPath": {"path": "/tmp/pv"}, "persistentVolumeReclaimPolicy": "%s",
                      "claimRef": %s},
             "status": {"phase": "%s"}}
            """
                .formatted(
                    words.contains("kept") ? ", " + KEPT : "",
                    words.contains("deleting")
                        ? ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\", \"finalizers\":"
                            + " [\"x/y\"]"
                        : "",
                    words.contains("kept") || words.contains("retain") ? "Retain" : "Delete",
                    claimRef(words),
                    words.contains("bound") ? "Bound" : "Released")));
  }

  private static String claimRef(String words) {
    if (words.contains("old's")) {
      return reference("ns", "data", ", \"uid\": \"u-old\"");
    }
    if (words.contains("new's")) {
      return reference("ns", "data", ", \"uid\": \"u-new\"");
    }
    if (words.contains("other's")) {
      return reference("ns", "data", ", \"uid\": \"u-other\"");
    }
    int named = words.indexOf("named ");
    if (named < 0) {
      return "null";
    }
    String[] name = words.substring(named).split(" ", -1);
    return reference(name[1], name[2], "");
  }

  private static String reference(String namespace, String name, String uid) {
    return "{\"kind\": \"PersistentVolumeClaim\", \"namespace\": \"%s\", \"name\": \"%s\", \"resourceVersion\": \"3\"%s}"
        .formatted(namespace, name, uid);
  }

  /**
   * Returns the restored claim that a word describes: {@code alive}, {@code deleting}, {@code
   * held}.
   */
  static KubeObject claim(String words) {
    return object(
        """
        {"apiVersion": "v1", "kind": "PersistentVolumeClaim",
         "metadata": {"namespace": "elsewhere", "name": "data-2", "uid": "u-new" %s},
         "spec": {"volumeName": "pv"}}
        """
            .formatted(
                switch (words) {
                  case "alive" -> "";
                  case "deleting" -> ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\"";
                  default ->
                      ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\", \"finalizers\":"
                          + " [\"softdelete.dev/retain\"]";
                }));
  }
}
