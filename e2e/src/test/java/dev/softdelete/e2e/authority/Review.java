package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Asks what was deleted, as users do: by the dry run of a create. */
final class Review {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Review() {}

  static String path(String namespace) {
    return "/apis/softdelete.dev/v1/namespaces/%s/deletedresourcereviews".formatted(namespace);
  }

  /**
   * Returns the manifest of a review.
   *
   * @param spec as YAML in one line
   */
  static String of(String spec) {
    return """
    apiVersion: softdelete.dev/v1
    kind: DeletedResourceReview
    metadata: {name: any}
    spec: %s
    """
        .formatted(spec);
  }

  static Caller.Answer ask(Caller who, String namespace, String spec) {
    return who.dry().create(path(namespace), of(spec));
  }

  /** Asks for the manifest of what was deleted. */
  static Caller.Answer ask(Caller who, Deleted deleted) {
    return ask(who, deleted.namespace(), "{record: %s}".formatted(deleted.record()));
  }

  /** Asks with kubectl, by the command of the documentation. */
  static Kubectl.Result kubectl(Kubectl who, Deleted deleted) {
    return who.inputCall(
        of("{record: %s}".formatted(deleted.record())),
        "create",
        "-n",
        deleted.namespace(),
        "--dry-run=server",
        "-o",
        "jsonpath={.status.manifest}",
        "-f",
        "-");
  }

  /** Returns the manifest of an answer, and checks that it is the stored copy to the byte. */
  static JsonNode manifest(Caller.Answer answer, Deleted deleted) {
    assertThat(answer.ok()).as(answer.toString()).isTrue();
    return exact(answer.body().at("/status/manifest").asText(), deleted);
  }

  /** Returns a manifest as JSON, and checks that it is the stored copy to the byte. */
  static JsonNode exact(String manifest, Deleted deleted) {
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    assertThat(bytes.length).hasToString(deleted.field(".spec.snapshot.bytes"));
    assertThat(sha256(bytes)).isEqualTo(deleted.field(".spec.snapshot.sha256"));
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void refused(Caller.Answer answer, int code, String... because) {
    assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.message()).contains(because);
    assertThat(answer.body().toString()).doesNotContain("hunter2");
  }
}
