package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Journal;
import dev.softdelete.e2e.ledger.history.Life;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds each uid against its model. */
public final class Judge {
  /** By this annotation a record is restored under another name. */
  public static final String RESTORE_AS = "softdelete.dev/restore-as";

  /** How the names begin under which records are restored at the end. */
  public static final String PROOF = "proof-";

  /** Of the whole time, once all is calm. */
  private static final List<Check> WHOLE =
      List.of(
          new AcknowledgedIsStored(),
          new AlwaysProtected(),
          new DeletedIsRecorded(),
          new RecordHasLastWrite(),
          new RecordsEndForAReason(),
          new CopiesAreKept(),
          new RestoredIsEqual(),
          new RestoredOnce(),
          new NobodyChangesContent(),
          new ManifestsAreApplied(),
          new ProofsAreRestored(),
          new NothingIsLeft());

  private final Journal journal;
  private final Ground ground;

  public Judge(Journal journal, Ground ground) {
    this.journal = journal;
    this.ground = ground;
  }

  /** What was promised and is not so, of all that happened until all was calm. */
  public List<Violation> judge(List<Life> lives, Instant end) {
    var evidence = new Evidence(lives, journal, ground, end);
    return WHOLE.stream().flatMap(c -> c.violations(evidence)).toList();
  }

  /** What is still on its way, and what was asked to come back at the end and has not yet. */
  public List<Violation> unrest(List<Life> lives, Instant now) {
    var evidence = new Evidence(lives, journal, ground, now);
    return Stream.of(new NothingIsLeft(), new ProofsAreRestored())
        .flatMap(c -> c.violations(evidence))
        .toList();
  }

  /** What is left once the policies are gone. */
  public List<Violation> afterwards(List<Life> lives, Instant now) {
    return new NothingIsHeldAfterwards()
        .violations(new Evidence(lives, journal, ground, now))
        .toList();
  }

  /** What led to each violation: all that happened to its subject and to what is related to it. */
  public String chronicles(List<Life> lives, List<Violation> violations) {
    var chronicle = new Chronicle(new Evidence(lives, journal, ground, Instant.now()));
    return violations.stream()
        .map(v -> v + "\n" + chronicle.of(v.uid()))
        .collect(Collectors.joining("\n"));
  }

  /** How many uids that covers. */
  public int judged(List<Life> lives, Instant end) {
    return new Evidence(lives, journal, ground, end).objects().size();
  }
}
