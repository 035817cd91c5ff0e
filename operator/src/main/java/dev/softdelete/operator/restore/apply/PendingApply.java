package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.requester.Login;

/**
 * A manifest to apply on top of the object that its create restored, as its applier would have
 * done.
 *
 * @param requester the user who applies the manifest
 * @param manager the field manager of the user
 * @param serverSide whether this is a server-side apply; otherwise the manager owns its fields
 *     through updates, as with client-side apply
 * @param manifest the manifest that the applier sent, without the fields that the API server added
 */
public record PendingApply(
    Requester requester, String manager, boolean serverSide, ObjectNode manifest) {

  /**
   * The field manager under which the API server merges the manifest of a client that does not use
   * server-side apply.
   */
  public static final String STAND_IN = "soft-delete-apply";

  /** Returns the same apply by the user name alone, because the login is no longer trusted. */
  public PendingApply byNameAlone() {
    return new PendingApply(Login.nameOf(requester), manager, serverSide, manifest);
  }

  String applyingManager() {
    return serverSide ? manager : STAND_IN;
  }
}
