package dev.softdelete.operator.admission;

/** Who puts the finalizer on, and so how far a policy can be relied on. */
public enum Guarantee {
  /** The API server itself, in every request. */
  API_SERVER,
  /** Our webhook, whose absence must not stop the cluster; what slips through, a sweep finds. */
  WEBHOOK
}
