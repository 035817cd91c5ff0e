package dev.softdelete.operator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ManagedBy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells the API server from strangers: the first part of the paths that it is told to call. API
 * servers show webhooks no certificate unless their operators configure one.
 */
record CallerSecret(String value) {
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

  /** What a Secret holds; empty where that is of no use. */
  static Optional<CallerSecret> in(KubeObject secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.json().path("data").path(KEY).asText());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return mayBe(text) ? Optional.of(new CallerSecret(text)) : Optional.empty();
  }

  /** Whether it has the form of one. */
  static boolean mayBe(String shown) {
    return FORM.matcher(shown).matches();
  }

  ObjectNode manifest() {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    ObjectNode metadata = secret.putObject("metadata").put("name", NAME);
    ManagedBy.label(metadata);
    secret.putObject("stringData").put(KEY, value);
    return secret;
  }

  /** The path under which it is called. */
  String path(String path) {
    return "/" + value + path;
  }

  /** Takes as long whichever character differs. */
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
