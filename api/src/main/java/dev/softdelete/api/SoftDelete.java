package dev.softdelete.api;

/** The names that the API promises: group, version, annotations, labels and finalizers. */
public final class SoftDelete {
  public static final String GROUP = "softdelete.dev";
  public static final String VERSION = "v1";

  /**
   * Finalizer on every covered object: holds a delete until its snapshot and record are durable.
   */
  public static final String RETAIN_FINALIZER = GROUP + "/retain";

  /**
   * Start of the finalizers by which an object notes the policies whose terms apply to it. The rest
   * is the name of the policy.
   */
  public static final String TERMS_FINALIZER_PREFIX = "terms." + GROUP + "/";

  /** Finalizer on every {@link DeletedResource}: holds its delete until the snapshot is gone. */
  public static final String PURGE_FINALIZER = GROUP + "/purge";

  /** On a live object: overrides the policy's retention, within the policy's bounds. */
  public static final String RETENTION_ANNOTATION = GROUP + "/retention";

  /** On a live object: the next delete is permanent. Counts only with a stamp, see below. */
  public static final String BYPASS_ANNOTATION = GROUP + "/bypass";

  /**
   * Finalizer that the API server adds in the request that sets {@link #BYPASS_ANNOTATION}, if its
   * requester has the verb bypass.
   */
  public static final String BYPASS_FINALIZER = GROUP + "/bypass";

  /**
   * The stamp for {@link #BYPASS_ANNOTATION} on an object that is already being deleted, and can
   * take no finalizer: the uid and the deletion timestamp of the object.
   */
  public static final String BYPASS_GRANTED_ANNOTATION = GROUP + "/bypass-granted";

  /** On a {@link DeletedResource} or on a manifest being created: undelete. */
  public static final String RESTORE_ANNOTATION = GROUP + "/restore";

  /** A value of {@link #RESTORE_ANNOTATION}: say what an undelete would lead to, and do nothing. */
  public static final String DRY_RUN = "dry-run";

  /** On a manifest being created: its own answer to a create over its deleted name. */
  public static final String ON_RECREATE_ANNOTATION = GROUP + "/on-recreate";

  /** On a {@link DeletedResource}: the name under which to undelete. */
  public static final String RESTORE_AS_ANNOTATION = GROUP + "/restore-as";

  /** On a {@link DeletedResource}: the namespace in which to undelete. */
  public static final String RESTORE_NAMESPACE_ANNOTATION = GROUP + "/restore-namespace";

  /**
   * On a {@link DeletedResource}, with the value {@code "true"}: soft-delete what lives under the
   * name, then undelete.
   */
  public static final String RESTORE_OVER_ANNOTATION = GROUP + "/restore-over";

  /** On a guarded object (our namespace, CRDs, snapshots): lifts the guard against deletion. */
  public static final String UNLOCK_ANNOTATION = GROUP + "/unlock";

  /** On a PersistentVolume that is kept with a deleted claim: its reclaim policy before that. */
  public static final String RECLAIM_POLICY_ANNOTATION = GROUP + "/reclaim-policy";

  public static final String KIND_LABEL = GROUP + "/kind";
  public static final String NAME_LABEL = GROUP + "/name";
  public static final String DELETION_GROUP_LABEL = GROUP + "/deletion-group";

  /** On a {@link DeletedResource}, with the value {@code "true"}: its deletion is routine. */
  public static final String ROUTINE_LABEL = GROUP + "/routine";

  /**
   * On a {@link DeletedResource}: the Helm release, Argo CD Application or Flux object to which the
   * deleted object belonged. By it, one of two releases in a namespace can be restored.
   */
  public static final String PART_OF_LABEL = GROUP + "/part-of";

  /** The retention that lasts for ever. */
  public static final String INDEFINITE = "Indefinite";

  private SoftDelete() {}
}
