package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * On what a restore created until it is finished: tells a half-finished restore from a stranger's
 * object. The secret is known to nobody who cannot read snapshots, so that nobody can pass their
 * own object off as the restored one and have the record taken for done.
 *
 * @param request the uid of the admission request that was the restore; empty where the operator
 *     created the object
 */
public record RestoreMark(String namespace, String record, String secret, String request) {
  public static final String ANNOTATION = SoftDelete.GROUP + "/restoring";

  static RestoreMark of(DeletedResource record, String secret) {
    return of(record, secret, "");
  }

  public static RestoreMark of(DeletedResource record, String secret, String request) {
    var metadata = record.getMetadata();
    return new RestoreMark(metadata.getNamespace(), metadata.getName(), secret, request);
  }

  /** The mark on an object; empty when it has none, or one that is no mark. */
  public static Optional<RestoreMark> on(KubeObject object) {
    return Optional.ofNullable(object.annotations().get(ANNOTATION))
        .map(text -> text.split("/", -1))
        .filter(parts -> parts.length == 4)
        .map(parts -> new RestoreMark(parts[0], parts[1], parts[2], parts[3]));
  }

  public String text() {
    return String.join("/", namespace, record, secret, request);
  }

  /** Whether the mark is the one that this record's restore puts on. */
  boolean belongsTo(DeletedResource of, String expectedSecret) {
    return namespace.equals(of.getMetadata().getNamespace())
        && record.equals(of.getMetadata().getName())
        && secret.equals(expectedSecret);
  }
}
