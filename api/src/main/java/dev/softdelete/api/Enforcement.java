package dev.softdelete.api;

/** Whether a policy acts on what it selects, or only counts what it would have done. */
public enum Enforcement {
  /** Deleted objects are captured, and creates over their names are answered. */
  Enforce,
  /** Every request is let through unchanged. Only the status of the policy is written. */
  Observe
}
