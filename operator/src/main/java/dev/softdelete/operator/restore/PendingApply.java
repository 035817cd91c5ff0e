package dev.softdelete.operator.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;

/**
 * A manifest to be applied on top of what a create restored, as its applier would have done.
 *
 * @param requester who applies it
 * @param manager their field manager
 * @param serverSide whether it is a server-side apply; else the manager's fields are its own by
 *     updates, as client-side apply has them
 * @param manifest what the applier sent, without what the API server added
 */
public record PendingApply(
    Requester requester, String manager, boolean serverSide, ObjectNode manifest) {

  /** The annotation in which client-side apply keeps its last manifest. */
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Under this manager the API server merges the manifest of one who does not apply by itself. */
  static final String STAND_IN = "soft-delete-apply";

  String applyingManager() {
    return serverSide ? manager : STAND_IN;
  }
}
