package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A custom resource whose schema preserves unknown fields: all its content is restored. */
class PayloadTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void serveTheKind() {
    kubectl = Cluster.kubectl();
    NewKind.ofAnyContent(kubectl, "payloads.payload.example.com", "Payload");
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: ["payload.example.com"], resources: [payloads]}]
            """);
    NewKind.awaitCovered(kubectl, "payload.example.com/v1", "Payload", ns);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "crd", "payloads.payload.example.com", "--wait=false");
  }

  @Test
  void everyValueIsTheSame() {
    create(
        """
        {"apiVersion": "payload.example.com/v1", "kind": "Payload",
         "metadata": {"name": "values", "annotations": {"a/b": "\\u2028 🙂"}, "finalizers": []},
         "spec": {"big": 9007199254740993, "most": 9223372036854775807, "least": -9223372036854775808,
                  "fraction": 0.1, "huge": 1e21, "tiny": 1e-7, "one": 1.0, "negative": -0.5,
                  "nothing": null, "map": {}, "list": [], "nested": {"list": [null, {}, [[]], "", 0, false]},
                  "unicode": "ünïcode 🙂 \\u2028\\u2029 \\u0000 \\ud83d\\ude00 日本語", "": "an empty key",
                  "a.b/c~d": "a key with marks", "text": "line\\nline\\t\\"quoted\\" \\\\ <&>"},
         "unknown": {"at": ["the", "top"]}}
        """);

    assertThat(live("values").toString())
        .contains("9007199254740993", "9223372036854775807", "\"nothing\":null");
    comesBackTheSame("values");
  }

  @Test
  void nineHundredKilobytesAreTheSame() {
    createWithData("large", "0123456789abcdef\u00fc".repeat(50_000));

    comesBackTheSame("large");
  }

  @Test
  void whatDoesNotCompressIsSplitAndComesBack() {
    byte[] noise = new byte[1_050_000];
    new Random(7).nextBytes(noise);
    createWithData("noise", Base64.getEncoder().encodeToString(noise));

    Deletion deletion = comesBackTheSame("noise");

    assertThat(deletion.json().at("/spec/snapshot/parts").asInt()).isGreaterThan(1);
  }

  @Test
  void aGeneratedNameIsKept() {
    JsonNode created =
        Live.parse(
            kubectl.input(
                """
                {"apiVersion": "payload.example.com/v1", "kind": "Payload",
                 "metadata": {"generateName": "generated-", "namespace": "%s"}}
                """
                    .formatted(ns),
                "create",
                "-f",
                "-",
                "-o",
                "json"));

    comesBackTheSame(created.at("/metadata/name").asText());
  }

  private static Deletion comesBackTheSame(String name) {
    String before = Live.essence(live(name));

    Deletion deletion = Deletion.of(kubectl, "payload", name, ns).restore();

    assertThat(Live.essence(live(name))).isEqualTo(before);
    return deletion;
  }

  private static JsonNode live(String name) {
    return Live.raw(kubectl, path() + "/" + name);
  }

  private static void createWithData(String name, String data) {
    create(
        """
        {"apiVersion": "payload.example.com/v1", "kind": "Payload",
         "metadata": {"name": "%s"}, "data": "%s"}
        """
            .formatted(name, data));
  }

  /**
   * Creates an object from the exact bytes, because kubectl would otherwise parse and rewrite the
   * numbers.
   */
  private static void create(String json) {
    kubectl.input(json, "create", "--raw", path(), "-f", "-");
  }

  private static String path() {
    return "/apis/payload.example.com/v1/namespaces/" + ns + "/payloads";
  }
}
