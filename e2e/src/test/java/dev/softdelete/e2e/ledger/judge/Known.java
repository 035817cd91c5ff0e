package dev.softdelete.e2e.ledger.judge;

import static dev.softdelete.e2e.ledger.judge.Trait.AFTER_RECORD;
import static dev.softdelete.e2e.ledger.judge.Trait.CREATE_NOT_FINISHED;
import static dev.softdelete.e2e.ledger.judge.Trait.DELETED_WHILE_MARKED;
import static dev.softdelete.e2e.ledger.judge.Trait.EARLIER_COPY;
import static dev.softdelete.e2e.ledger.judge.Trait.RECORD_ENDS;
import static dev.softdelete.e2e.ledger.judge.Trait.RECORD_LED_ON;
import static dev.softdelete.e2e.ledger.judge.Trait.RECORD_MOVED;
import static dev.softdelete.e2e.ledger.judge.Trait.RESTORED_AS_ANOTHER;
import static dev.softdelete.e2e.ledger.judge.Trait.RESTORED_IS_GONE;
import static dev.softdelete.e2e.ledger.judge.Trait.RESTORE_ASKED;
import static dev.softdelete.e2e.ledger.judge.Trait.STILL_MARKED;
import static dev.softdelete.e2e.ledger.judge.Trait.WAITS_FOR_HELD;
import static dev.softdelete.e2e.ledger.judge.Trait.WAITS_FOR_NAME;
import static dev.softdelete.e2e.ledger.judge.Trait.WAITS_FOR_NAMESPACE;
import static dev.softdelete.e2e.ledger.judge.Trait.WHILE_TERMINATING;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The defects that are known: what they lead to is counted, and does not fail the test. The list
 * may only become shorter: whoever mends a defect takes its entry out.
 */
public enum Known {
  /** A write that is acknowledged between capture and release is in neither object nor record. */
  R1,

  /** What a create restored is deleted before the operator has noted it. */
  R2,

  /**
   * A record is restored as another object while a restore of it is under way: by a create, or
   * because it was changed where it goes before the operator had noted what it had created.
   */
  R3,

  /** What is deleted in the middle of its restore is captured as the restore had it. */
  R4,

  /**
   * A record that is ending waits for an object that waits for it, or for a name or a namespace
   * without end.
   */
  R5,

  /**
   * A restore begins before the deleted object is released, and the record is updated to a later
   * copy: the earlier one comes back, or its mark is not recognized any more.
   */
  R6,

  /** A create restores a record that moves home with its namespace meanwhile. */
  D1;

  private record Sign(Wrong wrong, Set<Trait> traits) {
    boolean isOf(Violation violation) {
      return violation.wrong() == wrong && violation.traits().containsAll(traits);
    }
  }

  private List<Sign> signs() {
    return switch (this) {
      case R1 -> List.of(sign(Wrong.WRITE_LOST, AFTER_RECORD, WHILE_TERMINATING));
      case R2 ->
          List.of(
              sign(Wrong.RESTORE_NOT_NOTED, DELETED_WHILE_MARKED),
              sign(Wrong.RESTORED_TWICE, DELETED_WHILE_MARKED),
              sign(Wrong.MANIFEST_LOST, DELETED_WHILE_MARKED),
              sign(Wrong.MANIFEST_LEFT, DELETED_WHILE_MARKED));
      case R3 ->
          List.of(
              sign(Wrong.MARK_LEFT, RESTORED_AS_ANOTHER),
              sign(Wrong.MANIFEST_LOST, STILL_MARKED, RESTORED_AS_ANOTHER),
              sign(Wrong.MANIFEST_LEFT, STILL_MARKED, RESTORED_AS_ANOTHER),
              sign(Wrong.RESTORED_TWICE, CREATE_NOT_FINISHED),
              sign(Wrong.RECORD_RESTORING, RESTORED_IS_GONE));
      case R4 ->
          List.of(
              sign(Wrong.OWNER_LOST, DELETED_WHILE_MARKED),
              sign(Wrong.STATUS_LOST, DELETED_WHILE_MARKED));
      case R5 ->
          List.of(
              sign(Wrong.RECORD_ENDING, RESTORE_ASKED, WAITS_FOR_HELD),
              sign(Wrong.RECORD_ENDING, RESTORE_ASKED, WAITS_FOR_NAME),
              // Its own restore, or the restore of the namespace's record.
              sign(Wrong.RECORD_ENDING, WAITS_FOR_NAMESPACE),
              sign(Wrong.HELD, RECORD_ENDS, RESTORE_ASKED),
              sign(Wrong.FINALIZER_LEFT, RECORD_ENDS),
              sign(Wrong.POLICY_ENDING, RECORD_ENDS));
      case R6 ->
          List.of(
              sign(Wrong.RESTORED_DIFFERENTLY, EARLIER_COPY),
              sign(Wrong.MARK_LEFT, RECORD_LED_ON),
              sign(Wrong.MANIFEST_LOST, RECORD_LED_ON),
              sign(Wrong.MANIFEST_LEFT, RECORD_LED_ON));
      case D1 ->
          List.of(
              sign(Wrong.RESTORE_NOT_NOTED, RECORD_MOVED),
              sign(Wrong.SNAPSHOT_MISSING, RECORD_MOVED),
              sign(Wrong.NOT_RESTORABLE, RECORD_MOVED),
              sign(Wrong.RESTORED_TWICE, RECORD_MOVED));
    };
  }

  private static Sign sign(Wrong wrong, Trait... traits) {
    return new Sign(wrong, Set.of(traits));
  }

  /** Which known defect it is, if any. */
  public static Optional<Known> of(Violation violation) {
    return Stream.of(values())
        .filter(known -> known.signs().stream().anyMatch(s -> s.isOf(violation)))
        .findFirst();
  }
}
