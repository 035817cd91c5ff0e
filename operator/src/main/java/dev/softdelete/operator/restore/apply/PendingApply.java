package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.Login;
import java.util.Objects;

/**
 * A manifest to apply on top of the object that its create restored, as its applier would have
 * done.
 *
 * @param requester the user who applies the manifest
 * @param manager the field manager of the user
 * @param serverSide whether this is a server-side apply; otherwise the manager owns its fields
 *     through updates, as with client-side apply
 * @param manifest the manifest that the applier sent, without the fields that the API server added
 * @param perhapsEmpty the fields of a server-side apply that may have been sent empty, as {@code
 *     fieldsV1}; absent if an operator before this field stored the apply
 */
public record PendingApply(
    Requester requester,
    String manager,
    boolean serverSide,
    ObjectNode manifest,
    ObjectNode perhapsEmpty) {

  /**
   * The field manager under which the API server merges the manifest of a client that does not use
   * server-side apply.
   */
  public static final String STAND_IN = "soft-delete-apply";

  /** Creates an instance. What a sender cannot set is left out of the manifest. */
  public PendingApply {
    manifest = SettableFields.of(manifest);
    perhapsEmpty = Objects.requireNonNullElseGet(perhapsEmpty, Json::object);
  }

  /** Returns the same apply by the user name alone, because the login is no longer trusted. */
  public PendingApply byNameAlone() {
    return new PendingApply(Login.nameOf(requester), manager, serverSide, manifest, perhapsEmpty);
  }

  /** Whether the manifest is that of this object. A mark that names the manifest may be forged. */
  public boolean isOf(KubeObject object) {
    KubeObject sent = new KubeObject(manifest);
    return GroupVersion.of(sent.apiVersion())
            .group()
            .equals(GroupVersion.of(object.apiVersion()).group())
        && sent.kind().equals(object.kind())
        && sent.namespace().equals(object.namespace())
        && sent.name().equals(object.name());
  }

  String applyingManager() {
    return serverSide ? manager : STAND_IN;
  }
}
