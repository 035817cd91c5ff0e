package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Limits;
import dev.softdelete.api.Mode;
import dev.softdelete.api.NameReservationTerms;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.OnUnrecordable;
import dev.softdelete.api.Requesters;
import dev.softdelete.api.RetentionBounds;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.Json;
import java.util.List;

/** CapturePolicies for the tests of this package. */
public final class CapturePolicies {
  private CapturePolicies() {}

  static SoftDeletePolicy in(Mode mode) {
    return policy(spec("48h", RetentionBounds.DEFAULT, mode, null));
  }

  public static SoftDeletePolicy ignoring(Requesters deleters) {
    return policy(spec("48h", RetentionBounds.DEFAULT, Mode.Archive, deleters));
  }

  /** The same, and their deletes are final for dependents too. */
  public static SoftDeletePolicy ignoringDependents(Requesters deleters) {
    ObjectNode json = Json.tree(ignoring(deleters));
    json.withObject("/spec").put("ignoreDeletesOfDependents", true);
    return Json.as(SoftDeletePolicy.class, json);
  }

  /**
   * Returns a policy that reserves names for the tenants that a namespace label names; null means
   * one tenant per namespace.
   */
  static SoftDeletePolicy reserving(String tenantLabel) {
    return policy(
        spec(
            "48h",
            RetentionBounds.DEFAULT,
            Mode.Archive,
            null,
            new NameReservationTerms("96h", tenantLabel)));
  }

  static SoftDeletePolicy onUnrecordable(OnUnrecordable answer) {
    return policy(spec("48h", RetentionBounds.DEFAULT, Mode.Archive, null, null, answer));
  }

  private static SoftDeletePolicy policy(SoftDeletePolicySpec spec) {
    var policy = new SoftDeletePolicy();
    policy.getMetadata().setName("default");
    policy.setSpec(spec);
    return policy;
  }

  public static SoftDeletePolicySpec retaining(String retention, RetentionBounds bounds) {
    return spec(retention, bounds, Mode.Archive, null);
  }

  private static SoftDeletePolicySpec spec(
      String retention, RetentionBounds bounds, Mode mode, Requesters ignoreDeletesBy) {
    return spec(retention, bounds, mode, ignoreDeletesBy, null);
  }

  private static SoftDeletePolicySpec spec(
      String retention,
      RetentionBounds bounds,
      Mode mode,
      Requesters ignoreDeletesBy,
      NameReservationTerms nameReservation) {
    return spec(retention, bounds, mode, ignoreDeletesBy, nameReservation, null);
  }

  private static SoftDeletePolicySpec spec(
      String retention,
      RetentionBounds bounds,
      Mode mode,
      Requesters ignoreDeletesBy,
      NameReservationTerms nameReservation,
      OnUnrecordable onUnrecordable) {
    return new SoftDeletePolicySpec(
        List.of(),
        null,
        null,
        null,
        null,
        false,
        0,
        retention,
        bounds,
        mode,
        OnRecreate.Reject,
        OnRecreate.Allow,
        null,
        ignoreDeletesBy,
        false,
        new Limits(null, null, null),
        false,
        nameReservation,
        false,
        onUnrecordable,
        null);
  }
}
