package dev.softdelete.operator.snapshot;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * On what a restore created until it is finished: tells a half-finished restore from a stranger's
 * object. The secret is known to nobody who cannot read snapshots, so that nobody can pass their
 * own object off as the restored one and have the record taken for done.
 *
 * @param request the uid of the admission request that was the restore; empty where the operator
 *     created the object
 * @param applying whether the object has its field ownership back and the manifest of that request
 *     is being applied: it is not held against what others wrote since the create any more
 */
public record RestoreMark(
    String namespace, String record, String secret, String request, boolean applying) {
  public static final String ANNOTATION = SoftDelete.GROUP + "/restoring";
  private static final String APPLYING = "applying";

  /** Anybody may write a mark, and a path is made of what it names. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  public static RestoreMark of(DeletedResource record, String secret) {
    return of(record, secret, "");
  }

  public static RestoreMark of(DeletedResource record, String secret, String request) {
    var metadata = record.getMetadata();
    return new RestoreMark(metadata.getNamespace(), metadata.getName(), secret, request, false);
  }

  /** The mark on an object; empty when it has none, or one that is no mark. */
  public static Optional<RestoreMark> on(KubeObject object) {
    return Optional.ofNullable(object.annotations().get(ANNOTATION))
        .map(text -> text.split("/", -1))
        .filter(parts -> parts.length == 4 || (parts.length == 5 && parts[4].equals(APPLYING)))
        .filter(p -> NAME.matcher(p[0]).matches() && NAME.matcher(p[1]).matches())
        .map(p -> new RestoreMark(p[0], p[1], p[2], p[3], p.length == 5));
  }

  public String text() {
    String text = String.join("/", namespace, record, secret, request);
    return applying ? text + "/" + APPLYING : text;
  }

  public RestoreMark nowApplying() {
    return new RestoreMark(namespace, record, secret, request, true);
  }

  /** Whether the mark is the one that this record's restore puts on. */
  public boolean belongsTo(DeletedResource of, String expectedSecret) {
    return namespace.equals(of.getMetadata().getNamespace())
        && record.equals(of.getMetadata().getName())
        && secret.equals(expectedSecret);
  }
}
