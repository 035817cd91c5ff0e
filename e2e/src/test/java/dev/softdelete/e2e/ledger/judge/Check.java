package dev.softdelete.e2e.ledger.judge;

import java.util.stream.Stream;

/** One promise, held against all that happened. */
interface Check {
  Stream<Violation> violations(Evidence evidence);
}
