package dev.softdelete.e2e.ledger.judge;

import static dev.softdelete.e2e.ledger.judge.Story.record;
import static dev.softdelete.e2e.ledger.judge.Story.stamped;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of violation is found, with the traits by which a known defect is recognized. */
class WrongStoriesTest {
  private static final String ENDING = "metadata: {deletionTimestamp: '2026-11-29T11:30:00Z'}";
  private static final String ASKED = "metadata: {annotations: {softdelete.dev/restore: 'true'}}";
  private static final String MOVED_AS = Judge.RESTORE_AS + ": " + Judge.PROOF + "0";

  /** A history, and the violation that the judge must find in it. */
  record Row(Wrong wrong, Set<Trait> traits, UnaryOperator<Story> tell) {
    @Override
    public String toString() {
      return wrong + " " + traits;
    }
  }

  private static Row row(Wrong wrong, UnaryOperator<Story> tell, Trait... traits) {
    return new Row(wrong, Set.of(traits), tell);
  }

  private static Story changed(Story story, String... changes) {
    for (String change : changes) {
      story.stored("DeletedResource", "led", Story.record("u1"), "r-led-u1", change);
    }
    return story;
  }

  private static Story recordGone(Story story, String... changes) {
    return changed(story, changes).copiesGone("u1").gone("DeletedResource", "led", record("u1"));
  }

  private static String reason(String reason) {
    return "status: {conditions: [{type: Restored, reason: %s}]}".formatted(reason);
  }

  /** Violations of what the answers to the requests of the test promise. */
  static Stream<Row> writes() {
    return Stream.of(
        row(
            Wrong.NOT_STORED,
            s ->
                s.written("u1", "s-u1", Story.RETAINED)
                    .answered("PATCH", "PATCH", "/a", "s-2", 200, "u1", 999)),
        row(Wrong.LOST, s -> s.deleted("u1").gone("ConfigMap", "led", "a")),
        row(Wrong.LOST, s -> s.deleted("u1").gone("ConfigMap", "led", "a").recordedLate("u1")),
        row(Wrong.UNPROTECTED, s -> s.written("u1", "s-u1")),
        row(
            Wrong.CHANGED,
            s ->
                s.written("u1", "s-u1", Story.RETAINED)
                    .stored("ConfigMap", "led", "a", "u1", "data: {one: other}")),
        row(
            Wrong.CHANGED,
            s ->
                s.written("u1", "s-u1", Story.RETAINED)
                    .sent("PATCH", "PATCH", "/a", "s-2", 409, "")
                    .stored("ConfigMap", "led", "a", "u1", stamped("s-2"))),
        row(
            Wrong.WRITE_LOST,
            s ->
                s.deleted("u1")
                    .recorded("u1")
                    .written("u1", "s-late")
                    .gone("ConfigMap", "led", "a"),
            Trait.AFTER_RECORD,
            Trait.WHILE_TERMINATING),
        row(
            Wrong.WRITE_LOST,
            s ->
                s.deleted("u1")
                    .copied("u1")
                    .written("u1", "s-late")
                    .recordedByCopy("u1")
                    .gone("ConfigMap", "led", "a"),
            Trait.WHILE_TERMINATING));
  }

  /** Violations that concern records and copies. */
  static Stream<Row> records() {
    return Stream.of(
        row(Wrong.RECORD_LOST, s -> recordGone(s.captured("u1"), ENDING)),
        row(
            Wrong.RECORD_LOST,
            s -> recordGone(s.captured("u1"), ENDING, "spec: {purgeTime: '2026-11-29T11:30:05Z'}")),
        row(
            Wrong.PURGED_UNDER_HOLD,
            s -> recordGone(s.captured("u1"), "spec: {legalHold: true}", ENDING)),
        row(
            Wrong.PURGED_UNDER_HOLD,
            s ->
                recordGone(
                    s.captured("u1").back("u1", "u2", "").finished("u1", "u2"),
                    "spec: {legalHold: true}",
                    ENDING)),
        row(Wrong.SNAPSHOT_MISSING, s -> s.captured("u1").copiesGone("u1")),
        row(Wrong.SNAPSHOT_CORRUPT, s -> changed(s.captured("u1"), "spec: {snapshot: {bytes: 3}}")),
        row(
            Wrong.SNAPSHOT_LEFT,
            s ->
                changed(s.captured("u1"), ENDING)
                    .sent("PURGE", "DELETE", path(), "p", 200, "r-led-u1")
                    .gone("DeletedResource", "led", record("u1"))),
        row(Wrong.RECORD_ENDING, s -> changed(s.captured("u1"), ENDING)),
        row(
            Wrong.RECORD_ENDING,
            s -> changed(s.captured("u1"), ENDING, ASKED, reason("StillTerminating")),
            Trait.RESTORE_ASKED,
            Trait.WAITS_FOR_HELD),
        row(
            Wrong.RECORD_ENDING,
            s -> changed(s.captured("u1"), ENDING, ASKED, reason("NameConflict")),
            Trait.RESTORE_ASKED,
            Trait.WAITS_FOR_NAME),
        row(
            Wrong.RECORD_OVERDUE,
            s -> changed(s.captured("u1"), "spec: {purgeTime: '2026-11-29T11:00:00Z'}")),
        row(Wrong.HELD, s -> s.deleted("u1").recorded("u1")),
        row(Wrong.HELD, s -> s.deleted("u1")));
  }

  private static String path() {
    return "/apis/softdelete.dev/v1/namespaces/led/deletedresources/" + record("u1");
  }

  /** Violations that concern restores. */
  static Stream<Row> restores() {
    String other = "data: {one: other}";
    return Stream.of(
        row(
            Wrong.RESTORED_DIFFERENTLY,
            s -> s.captured("u1").back("u1", "u2", "", other).finished("u1", "u2")),
        row(
            Wrong.RESTORED_DIFFERENTLY,
            s ->
                s.deleted("u1")
                    .recorded("u1")
                    .written("u1", "s-late")
                    .recorded("u1")
                    .gone("ConfigMap", "led", "a")
                    .back("u1", "u2", "q1")
                    .finished("u1", "u2"),
            Trait.EARLIER_COPY),
        row(Wrong.OWNER_LOST, s -> owned(s).back("u1", "u2", "").finished("u1", "u2")),
        row(
            Wrong.RESTORED_TWICE,
            s ->
                s.captured("u1")
                    .back("u1", "u2", "")
                    .finished("u1", "u2")
                    .back("u1", "u3", "")
                    .finished("u1", "u3")),
        row(
            Wrong.RESTORE_NOT_NOTED,
            s ->
                s.captured("u1")
                    .back("u1", "u2", "")
                    .stored("ConfigMap", "led", "a", "u2", Story.unmarked())),
        row(
            Wrong.RECORD_RESTORING,
            s ->
                changed(
                    s.captured("u1").back("u1", "u2", "").finished("u1", "u2"),
                    "status: {state: RESTORING}")),
        row(Wrong.MARK_LEFT, s -> s.captured("u1").back("u1", "u2", "").noted("u1", "u2")),
        row(
            Wrong.MANIFEST_LOST,
            s ->
                s.captured("u1")
                    .back("u1", "u2", "q1")
                    .sent("CREATE", "POST", "/", "s-create", 201, "u2")
                    .finished("u1", "u2")),
        row(
            Wrong.MANIFEST_LEFT,
            s ->
                s.captured("u1")
                    .back("u1", "u2", "q1")
                    .sent("CREATE", "POST", "/", "s-create", 201, "u2")
                    .waiting("q1", "s-create")
                    .stored("ConfigMap", "led", "a", "u2", stamped("s-create"))
                    .finished("u1", "u2")),
        row(
            Wrong.NOT_RESTORABLE,
            s -> changed(s.captured("u1"), "metadata: {annotations: {" + MOVED_AS + "}}")));
  }

  private static Story owned(Story story) {
    return story
        .written("u1", "s-u1", Story.RETAINED, "metadata: {managedFields: [{manager: one}]}")
        .stored("ConfigMap", "led", "a", "u1", Story.DELETING)
        .recorded("u1")
        .gone("ConfigMap", "led", "a");
  }

  @ParameterizedTest
  @MethodSource({"writes", "records", "restores", "rest"})
  void isFound(Row row) {
    assertThat(row.tell().apply(new Story()).judged())
        .anySatisfy(
            v -> {
              assertThat(v.wrong()).isEqualTo(row.wrong());
              assertThat(v.traits()).isEqualTo(row.traits());
            });
  }

  /** Violations that concern the state at the end. */
  static Stream<Row> rest() {
    return Stream.of(
        row(
            Wrong.NAMESPACE_ENDING,
            s ->
                s.stored("Namespace", "", "whole", "n", Story.RETAINED)
                    .stored("Namespace", "", "whole", "n", Story.DELETING)));
  }

  @Test
  void aStatusThatDoesNotComeBackIsFound() {
    String status = "status: {seen: s-u1}";
    Story story =
        new Story("Gadget")
            .written("u1", "s-u1", Story.RETAINED)
            .stored("Gadget", "led", "a", "u1", status)
            .stored("Gadget", "led", "a", "u1", Story.DELETING)
            .recorded("u1")
            .released()
            .back("u1", "u2", "");
    assertThat(
            story.noted("u1", "u2").stored("Gadget", "led", "a", "u2", Story.unmarked()).judged())
        .extracting(Violation::wrong)
        .containsExactly(Wrong.STATUS_LOST);
    assertThat(story.stored("Gadget", "led", "a", "u2", status).judged())
        .extracting(Violation::wrong)
        .containsExactly(Wrong.STATUS_LOST);
  }

  @Test
  void whatIsLeftOnceThePoliciesAreGoneIsFound() {
    Story story =
        new Story()
            .written("u1", "s-u1", Story.RETAINED)
            .stored("SoftDeletePolicy", "", "led", "p", Story.DELETING);
    assertThat(story.afterwards())
        .extracting(Violation::wrong)
        .containsExactly(Wrong.POLICY_ENDING, Wrong.FINALIZER_LEFT);
    assertThat(story.gone("SoftDeletePolicy", "", "led").released().afterwards()).isEmpty();
  }

  @Test
  void everyKindIsInATable() {
    Set<Wrong> byThemselves =
        EnumSet.of(Wrong.STATUS_LOST, Wrong.FINALIZER_LEFT, Wrong.POLICY_ENDING);
    Set<Wrong> found =
        Stream.of(writes(), records(), restores(), rest())
            .flatMap(s -> s)
            .map(Row::wrong)
            .collect(Collectors.toSet());
    found.addAll(byThemselves);
    assertThat(found).containsExactlyInAnyOrder(Wrong.values());
  }
}
