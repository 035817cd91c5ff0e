package dev.softdelete.operator.policy;

import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.SoftDeletePolicySpec;
import java.util.Objects;

/** What a policy answers to controllers that create over a deleted name. */
public final class ControllerAnswer {
  private ControllerAnswer() {}

  /** Returns the answer. A policy that does not say lets controllers do their work. */
  public static OnRecreate of(SoftDeletePolicySpec policy) {
    return Objects.requireNonNullElse(policy.onControllerRecreate(), OnRecreate.Allow);
  }
}
