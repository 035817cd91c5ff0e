package dev.softdelete.operator.requester.kind;

import java.util.Locale;

/** What sends a request. */
public enum RequesterKind {
  /** A user, or a ServiceAccount that stands for users. */
  PERSON,
  /** A program that creates what somebody has declared, such as Helm or Argo CD. */
  TOOL,
  /** A program that creates objects by itself, as part of its own work. */
  CONTROLLER;

  /** Returns the name for metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
