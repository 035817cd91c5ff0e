package dev.softdelete.e2e.ledger.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a known defect leads to is recognized, and nothing else is taken for it. */
class KnownStoriesTest {
  private static final String ENDING = "metadata: {deletionTimestamp: '2026-11-29T11:30:00Z'}";
  private static final String ASKED = "metadata: {annotations: {softdelete.dev/restore: 'true'}}";
  private static final String WAITS_FOR_HELD =
      "status: {conditions: [{type: Restored, reason: StillTerminating}]}";

  private static final String WAITS_FOR_NAMESPACE =
      "status: {conditions: [{type: Restored, reason: NamespaceMissing}]}";

  /** A story, and the defects that it shows. */
  record Row(String name, List<Known> defects, UnaryOperator<Story> tell) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> known() {
    return Stream.of(
        new Row(
            "a write between capture and release",
            List.of(Known.R1),
            s -> s.deleted("u1").recorded("u1").written("u1", "s-late").released()),
        new Row(
            "deleted before its restore by a create was noted",
            List.of(Known.R2),
            s ->
                s.captured("u1")
                    .back("u1", "u2", "q1")
                    .stored("ConfigMap", "led", "a", "u2", Story.DELETING)
                    .recorded("u2")
                    .released()),
        new Row(
            "a create restores what was restored as something else",
            List.of(Known.R2, Known.R3),
            s -> restoredThenCreated(s)),
        new Row(
            "what a create restores is restored as something else as well",
            List.of(Known.R3),
            s -> restoredAsSomethingElse(s, "q1")),
        new Row(
            "what is not noted yet is restored under the name that was asked for since",
            List.of(Known.R3),
            s -> restoredAsSomethingElse(s, "")),
        new Row(
            "owners of fields lost, as it was deleted in the middle of its restore",
            List.of(Known.R4),
            s -> deletedInTheMiddle(s)),
        new Row(
            "a record and its object wait for each other",
            List.of(Known.R5),
            s -> s.deleted("u1").recorded("u1", ENDING, ASKED, WAITS_FOR_HELD)),
        new Row(
            "a record that was to come back with its namespace waits for the namespace",
            List.of(Known.R5),
            s -> s.captured("u1").recordedAgain("u1", ENDING, WAITS_FOR_NAMESPACE)),
        new Row(
            "a create restores the copy before the last",
            List.of(Known.R6),
            s ->
                s.deleted("u1")
                    .recorded("u1")
                    .written("u1", "s-late")
                    .recorded("u1")
                    .released()
                    .back("u1", "u2", "q1")
                    .finished("u1", "u2")),
        new Row(
            "a mark is not recognized any more, as the record was updated",
            List.of(Known.R6),
            s ->
                s.captured("u1")
                    .back("u1", "u2", "")
                    .noted("u1", "u2")
                    .recordedAgain("u1", "spec: {snapshot: {sha256: other}}")),
        new Row(
            "a create restores a record that moves home", List.of(Known.D1), s -> movedHome(s)));
  }

  /** A restore by annotation is deleted at once, and a create restores it again. */
  private static Story restoredThenCreated(Story story) {
    return story
        .captured("u1")
        .back("u1", "u2", "")
        .stored("ConfigMap", "led", "a", "u2", Story.DELETING)
        .recorded("u2")
        .released()
        .noted("u1", "u2")
        .back("u1", "u3", "q1")
        .sent("CREATE", "POST", "/", "s-create", 201, "u3")
        .waiting("q1", "s-create");
  }

  /**
   * A restore that nobody has noted, by a create or the operator, and another one that is noted.
   */
  private static Story restoredAsSomethingElse(Story story, String request) {
    return story
        .captured("u1")
        .back("u1", "u2", request)
        .stored(
            "ConfigMap",
            "free",
            "a",
            "u3",
            Story.stamped("s-u1"),
            Story.RETAINED,
            Story.mark("led", "u1", ""))
        .noted("u1", "u3")
        .stored("ConfigMap", "free", "a", "u3", Story.unmarked());
  }

  private static Story deletedInTheMiddle(Story story) {
    return story
        .written("u1", "s-u1", Story.RETAINED, "metadata: {managedFields: [{manager: one}]}")
        .stored("ConfigMap", "led", "a", "u1", Story.DELETING)
        .recorded("u1")
        .released()
        .back("u1", "u2", "")
        .stored("ConfigMap", "led", "a", "u2", Story.DELETING)
        .noted("u1", "u2")
        .recorded("u2")
        .released();
  }

  /** Of the record in the operator's namespace, when there is one at home already. */
  private static Story movedHome(Story story) {
    return story
        .deleted("u1")
        .recordedIn("ops", "u1")
        .released()
        .backFrom("ops", "u1", "u2", "q1")
        .stored("ConfigMap", "led", "a", "u2", Story.unmarked())
        .movedTo("ops", "led", "u1")
        .gone("DeletedResource", "ops", Story.record("u1"))
        .copiesGone("u1");
  }

  @ParameterizedTest
  @MethodSource
  void known(Row row) {
    List<Violation> violations = row.tell().apply(new Story()).judged();
    assertThat(violations).allMatch(v -> Known.of(v).isPresent());
    assertThat(violations.stream().flatMap(v -> Known.of(v).stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(row.defects());
  }

  /** What differs from a known one in what matters. */
  static Stream<Row> notKnown() {
    return Stream.of(
        new Row(
            "lost without a record",
            List.of(),
            s -> s.deleted("u1").written("u1", "s-late").released()),
        new Row(
            "the record was written after the write, without it",
            List.of(),
            s ->
                s.deleted("u1")
                    .copied("u1")
                    .written("u1", "s-late")
                    .recordedByCopy("u1")
                    .released()),
        new Row(
            "not noted, though nobody deleted it",
            List.of(),
            s ->
                s.captured("u1")
                    .back("u1", "u2", "q1")
                    .stored("ConfigMap", "led", "a", "u2", Story.unmarked())),
        new Row(
            "came back with other content",
            List.of(),
            s -> s.captured("u1").back("u1", "u2", "q1", "data: {one: x}").finished("u1", "u2")),
        new Row(
            "the copy is gone, and nothing came back",
            List.of(),
            s -> s.captured("u1").copiesGone("u1")),
        new Row(
            "a purge goes on without end, and nobody asked for a restore",
            List.of(),
            s -> s.captured("u1").recordedAgain("u1", ENDING)));
  }

  @ParameterizedTest
  @MethodSource
  void notKnown(Row row) {
    assertThat(row.tell().apply(new Story()).judged())
        .isNotEmpty()
        .allMatch(v -> Known.of(v).isEmpty());
  }

  @Test
  void theListOnlyBecomesShorter() {
    assertThat(List.of("R1", "R2", "R3", "R4", "R5", "R6", "D1"))
        .containsAll(Stream.of(Known.values()).map(Known::name).toList());
  }
}
