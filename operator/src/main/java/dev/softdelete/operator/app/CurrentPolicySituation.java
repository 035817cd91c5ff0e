package dev.softdelete.operator.app;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.capture.StuckObjects;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.protect.PolicySituation;
import dev.softdelete.operator.record.RecordCatalog;
import java.time.Instant;
import java.util.List;

/** What the other stages know about a policy at present; they are told when it is in force. */
record CurrentPolicySituation(
    ServerClock clock, StuckObjects stuckObjects, RecordCatalog catalog, Readiness readiness)
    implements PolicySituation {

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public List<StuckObject> stuck() {
    return stuckObjects.get();
  }

  @Override
  public long records(String policyName) {
    return catalog.count(policyName);
  }

  @Override
  public long refusedCreates(String policyName) {
    return catalog.refusedCreates(policyName);
  }

  @Override
  public void reconciled(SoftDeletePolicy policy) {
    readiness.reconciled(policy);
  }
}
