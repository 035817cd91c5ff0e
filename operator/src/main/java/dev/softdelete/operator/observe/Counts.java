package dev.softdelete.operator.observe;

import dev.softdelete.operator.requester.kind.RequesterKind;

/**
 * Numbers of requests that an observing policy has seen.
 *
 * @param captured deleted objects that would have been captured
 * @param routine those of them whose deletion is routine
 * @param bytes the size of the captured objects as JSON
 * @param person creates of people that would have been refused
 * @param tool creates of declarative tools that would have been refused
 * @param controller creates of controllers that would have been refused
 */
public record Counts(
    long captured, long routine, long bytes, long person, long tool, long controller) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  static Counts captured(boolean routine, long bytes) {
    return new Counts(1, routine ? 1 : 0, bytes, 0, 0, 0);
  }

  static Counts refused(RequesterKind kind) {
    return switch (kind) {
      case PERSON -> new Counts(0, 0, 0, 1, 0, 0);
      case TOOL -> new Counts(0, 0, 0, 0, 1, 0);
      case CONTROLLER -> new Counts(0, 0, 0, 0, 0, 1);
    };
  }

  Counts plus(Counts more) {
    return new Counts(
        captured + more.captured,
        routine + more.routine,
        bytes + more.bytes,
        person + more.person,
        tool + more.tool,
        controller + more.controller);
  }

  long refused() {
    return person + tool + controller;
  }
}
