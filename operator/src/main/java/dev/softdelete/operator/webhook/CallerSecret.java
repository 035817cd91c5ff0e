package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret that distinguishes the API server from strangers. It is the first segment of the paths
 * that the API server is told to call. API servers present no client certificate to webhooks unless
 * their administrators configure one.
 */
public record CallerSecret(String value) {
  static final String NAME = "soft-delete-webhook-caller";
  private static final String KEY = "secret";
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static CallerSecret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new CallerSecret(HexFormat.of().formatHex(bytes));
  }

  /**
   * Returns the secret that a Secret contains. The result is empty if the content is not usable.
   */
  static Optional<CallerSecret> in(KubeObject secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.json().path("data").path(KEY).asText());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return mayBe(text) ? Optional.of(new CallerSecret(text)) : Optional.empty();
  }

  /** Whether the text has the form of a caller secret. */
  static boolean mayBe(String shown) {
    return FORM.matcher(shown).matches();
  }

  ObjectNode manifest() {
    return Json.tree(
        new SecretBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withLabels(ManagedBy.LABELS)
            .endMetadata()
            .addToStringData(KEY, value)
            .build());
  }

  /** Returns the path under which the API server calls the given path. */
  public String path(String path) {
    return "/" + value + path;
  }

  /**
   * Whether the text is this secret. The comparison takes the same time whichever character
   * differs.
   */
  boolean is(String shown) {
    return MessageDigest.isEqual(bytes(value), bytes(shown));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "CallerSecret";
  }
}
