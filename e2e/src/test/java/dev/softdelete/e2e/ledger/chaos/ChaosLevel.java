package dev.softdelete.e2e.ledger.chaos;

/** What is disturbed. */
public enum ChaosLevel {
  NONE,
  OPERATORS,
  ALL
}
