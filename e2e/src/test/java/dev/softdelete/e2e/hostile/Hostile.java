package dev.softdelete.e2e.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts that have a meaning for a shell, a log, a terminal, a template or a path. */
final class Hostile {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(10_000).build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
                  .build())
          .build();

  /** Characters that control a terminal, or that mislead a reader who reads line by line. */
  static final Pattern ACTIVE =
      Pattern.compile("[\\p{Cntrl}\u0080-\u009f\u2028\u2029\u202a-\u202e]");

  static final List<String> TEXTS =
      List.of(
          "'; drop table records; --",
          "\"}],\"spec\":{\"legalHold\":true}",
          "a\nb: c\n---\nkind: Secret",
          "\r\n2026-01-01T00:00:00.000Z ERROR Forged line",
          "\u001b[31mred\u001b[0m\u009b2J\u0007",
          "\u202egnp.exe\u2066\u2028\u2029\u200b\ufeff",
          "\u0000nul",
          "${jndi:ldap://x/a} {{ .Release.Name }} %s%n%x $(id) `id` #{1+1} \\u0041 \\",
          "\ud83d\ude42".repeat(2000),
          "../../secrets/x?dryRun=All&a=b#c%2e%2e",
          "<script>alert(1)</script>",
          " ");

  private Hostile() {}

  static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (namespace != null) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  /**
   * Creates the object with {@code kubectl create}, which sends it unchanged and adds no annotation
   * of kubectl.
   */
  static void create(Kubectl kubectl, ObjectNode object) {
    kubectl.input(text(object), "create", "-f", "-");
  }

  /** Returns an empty object, to be filled with the content of a merge patch. */
  static ObjectNode patch() {
    return JSON.createObjectNode();
  }

  static ObjectNode get(Kubectl kubectl, String kind, String namespace, String name) {
    return parse(kubectl.run("get", kind, "-n", namespace, "-o", "json", "--", name));
  }

  static List<ObjectNode> list(Kubectl kubectl, String kind, String namespace) {
    var objects = new ArrayList<ObjectNode>();
    parse(kubectl.run("get", kind, "-n", namespace, "-o", "json"))
        .path("items")
        .forEach(o -> objects.add((ObjectNode) o));
    return objects;
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the parts of the object that must be the same after a restore. */
  static String content(ObjectNode object) {
    ObjectNode content = object.deepCopy();
    content
        .withObject("/metadata")
        .remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation"));
    content
        .withObject("/metadata")
        .withArray("managedFields")
        .forEach(f -> ((ObjectNode) f).remove("time"));
    return text(content);
  }

  static String text(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
