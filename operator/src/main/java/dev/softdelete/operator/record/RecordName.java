package dev.softdelete.operator.record;

import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Derives the name of a record: {@code <kind>-<name>-<suffix>}. The name is readable for users, and
 * the same each time it is derived.
 */
public final class RecordName {
  private static final int MAX_READABLE = 200;

  private RecordName() {}

  public static String of(String kind, String name, String uid) {
    String readable =
        (kind + "-" + name)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.-]", "-")
            .replaceAll("[.-]*(\\.[.-]|-\\.)[.-]*", "-");
    String cut = readable.substring(0, Math.min(readable.length(), MAX_READABLE));
    String trimmed = cut.replaceAll("[^a-z0-9]+$", "");
    String suffix = SnapshotCodec.sha256(uid.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
    return trimmed + "-" + suffix;
  }
}
