package dev.softdelete.e2e.ledger;

import dev.softdelete.e2e.ledger.chaos.Disturbance;
import dev.softdelete.e2e.ledger.history.Journal;
import dev.softdelete.e2e.ledger.history.Sent;
import dev.softdelete.e2e.ledger.judge.Known;
import dev.softdelete.e2e.ledger.judge.Violation;
import dev.softdelete.e2e.ledger.judge.Wrong;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The result of a run.
 *
 * @param disturbances how often each disturbance of the operators and the API server happened
 * @param uids how many objects were checked against their model
 */
record Outcome(
    Settings settings,
    Journal journal,
    Map<Disturbance.What, Integer> disturbances,
    int uids,
    List<Violation> violations) {

  /** Returns the violations that match no known defect. */
  List<Violation> unexpected() {
    return violations.stream().filter(v -> Known.of(v).isEmpty()).toList();
  }

  private Map<String, Long> known() {
    return violations.stream()
        .flatMap(v -> Known.of(v).map(k -> k + " " + v.wrong()).stream())
        .collect(Collectors.groupingBy(k -> k, TreeMap::new, Collectors.counting()));
  }

  private Map<Wrong, Long> unexpectedByKind() {
    return unexpected().stream()
        .collect(Collectors.groupingBy(Violation::wrong, TreeMap::new, Collectors.counting()));
  }

  private long requests(Predicate<Sent> which) {
    return journal.all().stream().filter(which).count();
  }

  /** Returns a summary in one line. */
  String summary() {
    return "ledger: %s: %d requests (%d acknowledged, %d refused, %d unanswered), disturbances %s, %d uids judged, known violations %s, unexpected %s"
        .formatted(
            settings,
            requests(s -> true),
            requests(Sent::acknowledged),
            requests(Sent::refused),
            requests(Sent::maybe),
            disturbances,
            uids,
            known(),
            unexpectedByKind());
  }

  /**
   * Returns the message of the failing test, in one line, because the summary of a test report
   * shows no more of a failure.
   */
  String complaint() {
    return settings
        + unexpected().stream()
            .map(Violation::toString)
            .collect(Collectors.joining(" | ", ": ", ""));
  }

  /** Returns every violation, known or not. */
  String details() {
    return violations.stream()
        .map(v -> Known.of(v).map(k -> "known " + k).orElse("UNEXPECTED") + " " + v)
        .collect(Collectors.joining("\n"));
  }
}
