package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.policy.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Supplies what the rest of the program knows about a policy, and tells the program about the
 * policy's progress.
 */
public interface PolicySituation {

  /** Returns the present time by the API server's clock. */
  Instant now();

  /** Returns the deleted objects, of any kind, that could not be captured so far. */
  List<StuckObject> stuck();

  /** Returns the number of records that name the policy. */
  long records(String policyName);

  /** Returns how many creates by controllers were refused because of records of the policy. */
  long refusedCreates(String policyName);

  /**
   * Returns what is soft-deleted in each namespace in which a record names the policy. The key ""
   * stands for cluster-scoped objects.
   */
  Map<String, Usage> used(String policyName);

  /**
   * Called before the status warns of limits that are almost reached, of which it did not so far.
   */
  void nearLimit(SoftDeletePolicy policy, String message);

  /** Called when the policy is in force, or when its status says why it is not. */
  void reconciled(SoftDeletePolicy policy);
}
