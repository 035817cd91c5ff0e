package dev.softdelete.operator.kube;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key of an index in memory, for parts that users choose. A long key is replaced by its hash,
 * so that no index repeats what may be as large as an object.
 */
public final class ShortKey {
  private static final int LONGEST = 128;

  private ShortKey() {}

  public static String of(String... parts) {
    String key = String.join("/", parts);
    return key.length() <= LONGEST ? key : "sha256:" + sha256(key);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
