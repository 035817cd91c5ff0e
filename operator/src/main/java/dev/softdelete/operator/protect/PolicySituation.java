package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import java.time.Instant;
import java.util.List;

/** What the rest of the program knows of a policy, and learns of it. */
public interface PolicySituation {

  /** By the API server's clock. */
  Instant now();

  /** Deleted objects of any kind that could not be captured so far. */
  List<StuckObject> stuck();

  /** How many records name the policy. */
  long records(String policyName);

  /** The policy is in force, or its status says why not. */
  void reconciled(SoftDeletePolicy policy);
}
