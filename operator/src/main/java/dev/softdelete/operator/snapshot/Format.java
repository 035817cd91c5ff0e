package dev.softdelete.operator.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * In which format a record or a snapshot is written. What a newer operator wrote is left alone:
 * what is not understood may be what matters.
 */
public final class Format {
  /** What we write, by saying nothing, and the newest that we understand. */
  public static final int OURS = 1;

  static final String ANNOTATION = "softdelete.dev/format";

  private Format() {}

  public static boolean newer(DeletedResource record) {
    return of(record) > OURS;
  }

  /** Of a record's JSON. */
  public static boolean newer(JsonNode record) {
    return record.at("/spec/format").asInt(OURS) > OURS;
  }

  /** Of a snapshot's Secret. */
  static boolean newer(KubeObject snapshot) {
    String format = snapshot.annotations().getOrDefault(ANNOTATION, Integer.toString(OURS));
    try {
      return Integer.parseInt(format) > OURS;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /** For a person, of a newer one. */
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
