package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Generates admission reviews: half of them as an API server sends them, others with faults. */
final class FuzzedReview {
  private static final List<String> NAMES = List.of("kept", "back", "free", "none");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1e400",
          "123456789012345678901234567890",
          "\"\"",
          "\"true\"",
          "\"x\"",
          "\"a/b/c:d:e\"",
          "\"\\ud800\"",
          "\"\\u0000\\u202e\"",
          "[]",
          "[null]",
          "[{}, \"\", 1]",
          "{}",
          "{\"\": null}",
          "{\"a\": {\"b\": [1]}}");

  private static final List<String> ANNOTATIONS =
      List.of(
          "softdelete.dev/restore",
          "softdelete.dev/on-recreate",
          "softdelete.dev/bypass",
          "softdelete.dev/bypass-granted",
          "kubectl.kubernetes.io/last-applied-configuration",
          "argocd.argoproj.io/tracking-id");

  private static final List<String> TEXTS =
      List.of(
          "true",
          "Restore",
          "Allow",
          "not JSON",
          "{",
          "[]",
          "null",
          "",
          "{\"metadata\": 1}",
          "{\"metadata\": {\"annotations\": []}}",
          "{\"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"kept\"}}",
          "app:/ConfigMap:ns/kept",
          ":::",
          "\ud800");

  private static final List<String> FIELDS =
      List.of(
          "{\"f:data\": {\"f:a\": {}}}",
          "{\"f:list\": {\"k:{\": {}, \"k:5\": {}, \"v:\": {}, \"v:{\": {}}}",
          "{\"f:metadata\": {\".\": {}}, \"f:list\": {\"k:{\\\"name\\\":\\\"a\\\"}\": {\".\":"
              + " {}}}}",
          "[]",
          "\"f:\"");

  private final RandomGenerator random;

  FuzzedReview(RandomGenerator random) {
    this.random = random;
  }

  byte[] next() {
    ObjectNode review = usual();
    int faults = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < faults; i++) {
      spoil(review);
    }
    byte[] bytes = Json.ascii(review);
    return switch (random.nextInt(40)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flipped(bytes);
      case 2 -> repeated(bytes);
      case 3 -> deeper(bytes);
      default -> bytes;
    };
  }

  private ObjectNode usual() {
    String name = any(NAMES);
    ObjectNode review = Json.object().put("kind", "AdmissionReview");
    ObjectNode request = review.putObject("request").put("uid", "review-" + random.nextInt());
    request.putObject("kind").put("group", "").put("version", "v1").put("kind", "ConfigMap");
    boolean ingress = random.nextInt(6) == 0;
    request
        .putObject("resource")
        .put("group", ingress ? "networking.k8s.io" : "")
        .put("version", "v1")
        .put("resource", ingress ? "ingresses" : any(List.of("configmaps", "configmaps", "pods")));
    request.put("name", name).put("namespace", "ns").put("dryRun", random.nextInt(4) == 0);
    request.put("operation", any(List.of("CREATE", "CREATE", "UPDATE", "DELETE", "CONNECT", "?")));
    request.put("subResource", any(List.of("", "status", "scale", "ephemeralcontainers")));
    ObjectNode user =
        request
            .putObject("userInfo")
            .put("username", any(List.of("ann", "system:serviceaccount:ns:op")));
    user.put("uid", "1").putArray("groups").add("system:authenticated");
    user.putObject("extra").putArray("authentication.kubernetes.io/credential-id").add("JTI=1");
    request.putObject("options").put("fieldManager", any(List.of("", "kubectl", "curl")));
    if (random.nextInt(10) > 0) {
      request.set("object", object(name));
    }
    if (random.nextInt(3) == 0) {
      request.set("oldObject", object(name));
    }
    return review;
  }

  private ObjectNode object(String name) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = object.putObject("metadata").put("name", name).put("namespace", "ns");
    metadata.put("uid", "uid-" + name).put("resourceVersion", "7");
    metadata.putArray("finalizers").add("softdelete.dev/retain");
    metadata.putObject("labels").put("tier", "prod");
    ObjectNode annotations = metadata.putObject("annotations");
    for (int i = random.nextInt(3); i > 0; i--) {
      annotations.put(any(ANNOTATIONS), any(TEXTS));
    }
    ObjectNode entry = metadata.putArray("managedFields").addObject().put("manager", "curl");
    entry.put("operation", any(List.of("Apply", "Update"))).set("fieldsV1", value(any(FIELDS)));
    ObjectNode owner = metadata.putArray("ownerReferences").addObject().put("apiVersion", "v1");
    owner.put("kind", "ConfigMap").put("name", "o").put("uid", "o").put("controller", true);
    if (random.nextInt(3) == 0) {
      metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
    }
    object.putObject("data").put("a", "1");
    object.putArray("list").addObject().put("name", "a");
    object.putObject("spec").putArray("rules").addObject().put("host", "shop.example.com");
    object.withObject("/spec").put("purgeTime", "x").put("legalHold", random.nextBoolean());
    return object;
  }

  /** Replaces, removes or adds a value at a random place. */
  private void spoil(ObjectNode review) {
    ContainerNode<?> place = anywhere(review);
    JsonNode value = random.nextInt(100) == 0 ? deep() : value(any(VALUES));
    if (place instanceof ArrayNode list) {
      list.add(value);
      return;
    }
    ObjectNode object = (ObjectNode) place;
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "a" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(any(TEXTS), value);
      default -> object.set(name, value);
    }
  }

  private ContainerNode<?> anywhere(ObjectNode review) {
    ContainerNode<?> place = review;
    for (int depth = 0; depth == 0 || random.nextInt(4) > 0; depth++) {
      var inner = new ArrayList<ContainerNode<?>>();
      for (JsonNode child : place) {
        if (child instanceof ContainerNode<?> container) {
          inner.add(container);
        }
      }
      if (inner.isEmpty()) {
        return place;
      }
      place = inner.get(random.nextInt(inner.size()));
    }
    return place;
  }

  private JsonNode deep() {
    int depth = 10 + random.nextInt(3_000);
    return value("[".repeat(depth) + "]".repeat(depth));
  }

  private byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    other[random.nextInt(other.length)] = (byte) random.nextInt(256);
    return other;
  }

  /** Repeats a key with another value. */
  private byte[] repeated(byte[] bytes) {
    String key = any(List.of("request", "uid", "object", "metadata", "name", "userInfo"));
    return new String(bytes, StandardCharsets.US_ASCII)
        .replaceFirst(
            "\"" + key + "\":", "\"" + key + "\":" + any(VALUES).replace("\\", "\\\\") + ",$0")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Adds a value of about the depth at which parsers give up. */
  private byte[] deeper(byte[] bytes) {
    int depth = 9_500 + random.nextInt(1_000);
    String deep = "[".repeat(depth) + "]".repeat(depth);
    return new String(bytes, StandardCharsets.US_ASCII)
        .replaceFirst("\"data\":", "\"deep\":" + deep + ",$0")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static JsonNode value(String json) {
    return Json.value(json.getBytes(StandardCharsets.UTF_8));
  }
}
