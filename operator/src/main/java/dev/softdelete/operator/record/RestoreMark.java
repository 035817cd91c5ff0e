package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mark on an object that a restore created, until the restore is finished. It distinguishes a
 * half-finished restore from an object of a stranger, which would complete the record. Two things
 * keep a stranger from passing an object off as the restored one:
 *
 * <ul>
 *   <li>The secret of the snapshot, which no dry run tells. Whoever may read the object sees it for
 *       the moment of the restore.
 *   <li>The record, which says that a restore to that place is under way (see RestoreUnderWay in
 *       {@code restore}).
 * </ul>
 *
 * <p>From Kubernetes 1.36 on, the API server also takes the mark off what others write.
 *
 * @param request the uid of the admission request that caused the restore; empty if the operator
 *     created the object
 * @param applying whether the object has its field ownership back and the manifest of that request
 *     is being applied; from then on, the object is no longer compared with what others wrote since
 *     the create
 */
public record RestoreMark(
    String namespace, String record, String secret, String request, boolean applying) {
  public static final String ANNOTATION = SoftDelete.GROUP + "/restoring";

  /** What a mark has in place of the secret where nothing is created. It matches no record. */
  public static final String NO_SECRET = "dry-run";

  private static final String APPLYING = "applying";

  /** The valid names. Any user may write a mark, and the names in it become part of a path. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  public static RestoreMark of(DeletedResource record, String secret) {
    return of(record, secret, "");
  }

  public static RestoreMark of(DeletedResource record, String secret, String request) {
    var metadata = record.getMetadata();
    return new RestoreMark(metadata.getNamespace(), metadata.getName(), secret, request, false);
  }

  /** Returns the mark on an object; empty if the object has none, or an invalid one. */
  public static Optional<RestoreMark> on(KubeObject object) {
    return Optional.ofNullable(object.annotations().get(ANNOTATION))
        .map(text -> text.split("/", -1))
        .filter(parts -> parts.length == 4 || (parts.length == 5 && parts[4].equals(APPLYING)))
        .filter(p -> NAME.matcher(p[0]).matches() && NAME.matcher(p[1]).matches())
        .map(p -> new RestoreMark(p[0], p[1], p[2], p[3], p.length == 5));
  }

  /** Whether the object has the restore mark of this record. */
  public static boolean marks(KubeObject object, DeletedResource record, String secret) {
    return on(object).filter(m -> m.belongsTo(record, secret)).isPresent();
  }

  public String text() {
    String text = String.join("/", namespace, record, secret, request);
    return applying ? text + "/" + APPLYING : text;
  }

  public RestoreMark nowApplying() {
    return new RestoreMark(namespace, record, secret, request, true);
  }

  /** Whether the restore of this record set the mark. */
  public boolean belongsTo(DeletedResource of, String expectedSecret) {
    return isOf(of) && secret.equals(expectedSecret);
  }

  /** Whether the mark names this record, which proves nothing without the secret. */
  public boolean isOf(DeletedResource of) {
    return namespace.equals(of.getMetadata().getNamespace())
        && record.equals(of.getMetadata().getName());
  }
}
