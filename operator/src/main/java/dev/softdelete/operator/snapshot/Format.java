package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * The format of a record or a snapshot. Records and snapshots of a newer operator are left alone,
 * because a part that this version does not understand may be essential.
 */
public final class Format {
  /** The newest format that we understand. We also write it, without stating it. */
  public static final int OURS = 1;

  static final String ANNOTATION = "softdelete.dev/format";

  private Format() {}

  public static boolean newer(DeletedResource record) {
    return of(record) > OURS;
  }

  /** Whether the record, given as JSON, has a newer format. */
  public static boolean newer(JsonNode record) {
    return record.at("/spec/format").asInt(OURS) > OURS;
  }

  /** Whether the Secret of a snapshot has a newer format. */
  static boolean newer(KubeObject snapshot) {
    String format = snapshot.annotations().getOrDefault(ANNOTATION, Integer.toString(OURS));
    try {
      return Integer.parseInt(format) > OURS;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /** Returns a message to users about a record of a newer format. */
  public static String leftAlone(DeletedResource record) {
    return ("Its record was written by a newer version of the soft-delete operator (format %d; this"
            + " one knows %d) and is left alone: it is neither restored nor purged until the"
            + " operator is upgraded.")
        .formatted(of(record), OURS);
  }

  private static int of(DeletedResource record) {
    return Optional.ofNullable(record.getSpec()).map(DeletedResourceSpec::format).orElse(OURS);
  }
}
