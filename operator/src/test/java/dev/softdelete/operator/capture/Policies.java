package dev.softdelete.operator.capture;

import dev.softdelete.api.Limits;
import dev.softdelete.api.Mode;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.RetentionBounds;
import dev.softdelete.api.SoftDeletePolicySpec;
import java.util.List;

/** Policies for the tests of this package. */
final class Policies {
  private Policies() {}

  static SoftDeletePolicySpec retaining(String retention, RetentionBounds bounds) {
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
        Mode.Archive,
        OnRecreate.Reject,
        null,
        null,
        new Limits(null, null, null),
        false,
        null,
        false);
  }
}
