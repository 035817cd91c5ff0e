package dev.softdelete.operator.snapshot;

import dev.softdelete.api.SnapshotReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Encodes bytes into compressed parts and decodes them. The same bytes always have the same
 * encoding.
 */
public final class SnapshotCodec {
  /**
   * The size of a part. The values of a Secret are limited to 1 MiB, including keys and the record
   * beside the payload.
   */
  static final int PART_BYTES = 900 * 1024;

  /** The limit for a decompressed object. The API server accepts no object of more than 3 MiB. */
  private static final int LARGEST_OBJECT = 8 * 1024 * 1024;

  private SnapshotCodec() {}

  public static EncodedSnapshot encode(byte[] payload) {
    byte[] compressed = compress(payload);
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < compressed.length; from += PART_BYTES) {
      parts.add(
          Arrays.copyOfRange(compressed, from, Math.min(compressed.length, from + PART_BYTES)));
    }
    var reference = new SnapshotReference(sha256(payload), (long) payload.length, parts.size());
    return new EncodedSnapshot(reference, parts);
  }

  /**
   * Decodes the parts.
   *
   * @throws CorruptSnapshotException if the parts do not match the reference
   */
  public static byte[] decode(SnapshotReference reference, List<byte[]> parts) {
    var compressed = new ByteArrayOutputStream();
    parts.forEach(compressed::writeBytes);
    byte[] payload;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed.toByteArray()))) {
      // Reading one byte more than the reference says is enough to detect other content.
      payload = in.readNBytes(Math.toIntExact(reference.bytes() + 1));
    } catch (IOException e) {
      throw new CorruptSnapshotException("it cannot be decompressed: " + e, e);
    }
    if (!sha256(payload).equals(reference.sha256())) {
      throw new CorruptSnapshotException("its checksum is not the one recorded");
    }
    return payload;
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reverses {@link #compress}.
   *
   * @throws CorruptSnapshotException if the content is not compressed, or is larger than any object
   */
  static byte[] decompress(byte[] compressed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] content = in.readNBytes(LARGEST_OBJECT + 1);
      if (content.length > LARGEST_OBJECT) {
        throw new CorruptSnapshotException("it is larger than any object");
      }
      return content;
    } catch (IOException e) {
      throw new CorruptSnapshotException("it cannot be decompressed: " + e, e);
    }
  }

  static byte[] compress(byte[] payload) {
    var out = new ByteArrayOutputStream(payload.length / 2 + 64);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
