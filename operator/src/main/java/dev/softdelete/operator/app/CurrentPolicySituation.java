package dev.softdelete.operator.app;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.capture.StuckObjects;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.policy.LimitWarning;
import dev.softdelete.operator.policy.Usage;
import dev.softdelete.operator.probe.Readiness;
import dev.softdelete.operator.protect.PolicySituation;
import dev.softdelete.operator.record.RecordCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the other stages know about a policy at present; they are told when it is in force. */
record CurrentPolicySituation(
    ServerClock clock,
    Events events,
    StuckObjects stuckObjects,
    RecordCatalog catalog,
    Readiness readiness)
    implements PolicySituation {
  private static final Logger log = LoggerFactory.getLogger(CurrentPolicySituation.class);

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
  public Map<String, Usage> used(String policyName) {
    return catalog.usedWhere(policyName);
  }

  @Override
  public void nearLimit(SoftDeletePolicy policy, String message) {
    log.warn("policy {}: {}", policy.getMetadata().getName(), message);
    events.write(new KubeObject(Json.tree(policy)), "Warning", LimitWarning.NEAR_LIMIT, message);
  }

  @Override
  public void reconciled(SoftDeletePolicy policy) {
    readiness.reconciled(policy);
  }
}
