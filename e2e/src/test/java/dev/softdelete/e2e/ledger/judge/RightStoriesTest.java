package dev.softdelete.e2e.ledger.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is as promised is no violation. */
class RightStoriesTest {
  private static final String PURGED = "metadata: {deletionTimestamp: '2026-11-29T11:30:00Z'}";
  private static final String RECORD =
      "/apis/softdelete.dev/v1/namespaces/led/deletedresources/" + Story.record("u1");

  static Stream<Arguments> stories() {
    return Stream.of(
        story("live", s -> s.written("u1", "s-u1", Story.RETAINED)),
        story("deleted and recorded", s -> s.captured("u1")),
        story(
            "an update before the capture is in the copy",
            s ->
                s.deleted("u1")
                    .written("u1", "s-late")
                    .recorded("u1")
                    .gone("ConfigMap", "led", "a")),
        story(
            "the record was updated to what was written after it",
            s ->
                s.deleted("u1")
                    .recorded("u1")
                    .written("u1", "s-late")
                    .recorded("u1")
                    .gone("ConfigMap", "led", "a")),
        story("restored", s -> s.captured("u1").back("u1", "u2", "").finished("u1", "u2")),
        story(
            "restored again from a copy that is kept on hold",
            s ->
                s.captured("u1")
                    .back("u1", "u2", "")
                    .finished("u1", "u2")
                    .recordedAgain("u1", "spec: {legalHold: true}")
                    .captured("u2")
                    .back("u1", "u3", "")
                    .finished("u1", "u3")),
        story(
            "restored by a create whose manifest is applied",
            s ->
                s.captured("u1")
                    .back("u1", "u2", "q1")
                    .sent("CREATE", "POST", "/", "s-create", 201, "u2")
                    .stored("ConfigMap", "led", "a", "u2", Story.stamped("s-create"))
                    .finished("u1", "u2")),
        story(
            "restored by a create of which nothing but the name counts",
            s ->
                s.captured("u1")
                    .back("u1", "u2", "q1")
                    .sent("CREATE_RESTORE ConfigMap", "POST", "/", "s-create", 201, "u2")
                    .finished("u1", "u2")),
        story(
            "purged",
            s ->
                s.captured("u1")
                    .sent("PURGE", "DELETE", RECORD, "p", 200, "r-led-u1")
                    .stored("DeletedResource", "led", Story.record("u1"), "r-led-u1", PURGED)
                    .copiesGone("u1")
                    .gone("DeletedResource", "led", Story.record("u1"))),
        story(
            "maybe purged: nobody was told",
            s ->
                s.captured("u1")
                    .sent("PURGE", "DELETE", RECORD, "p", 0, "")
                    .stored("DeletedResource", "led", Story.record("u1"), "r-led-u1", PURGED)
                    .copiesGone("u1")
                    .gone("DeletedResource", "led", Story.record("u1"))),
        story(
            "moved with its namespace in the middle of its purge",
            s ->
                s.captured("u1")
                    .sent("PURGE", "DELETE", RECORD, "p", 200, "r-led-u1")
                    .stored("DeletedResource", "led", Story.record("u1"), "r-led-u1", PURGED)
                    .movedTo("ops", "u1")
                    .gone("DeletedResource", "led", Story.record("u1"))
                    .stored("DeletedResource", "ops", Story.record("u1"), "r-ops-u1", PURGED)
                    .copiesGone("u1")
                    .gone("DeletedResource", "ops", Story.record("u1"))),
        story(
            "expired",
            s ->
                s.captured("u1")
                    .stored(
                        "DeletedResource",
                        "led",
                        Story.record("u1"),
                        "r-led-u1",
                        PURGED,
                        "spec: {purgeTime: '2026-11-29T11:30:00Z'}")
                    .copiesGone("u1")
                    .gone("DeletedResource", "led", Story.record("u1"))),
        story(
            "moved with its namespace",
            s ->
                s.captured("u1")
                    .movedTo("ops", "u1")
                    .gone("DeletedResource", "led", Story.record("u1"))),
        story(
            "bypassed",
            s ->
                s.written(
                        "u1",
                        "s-u1",
                        Story.RETAINED,
                        "metadata: {annotations: {softdelete.dev/bypass: 'true'}}")
                    .stored("ConfigMap", "led", "a", "u1", Story.DELETING)
                    .gone("ConfigMap", "led", "a")),
        story(
            "let go by an edited policy",
            s ->
                s.stored("SoftDeletePolicy", "", "free", "p", covers("configmaps"))
                    .stored("ConfigMap", "free", "b", "u1", Story.RETAINED)
                    .stored("SoftDeletePolicy", "", "free", "p", covers("secrets"))
                    .stored("ConfigMap", "free", "b", "u1", Story.DELETING)
                    .gone("ConfigMap", "free", "b")),
        story("held in Hold mode", s -> s.deleted("u1").recorded("u1", "spec: {mode: Hold}")),
        story(
            "a write to what somebody then wants gone for good",
            s ->
                s.deleted("u1")
                    .recorded("u1")
                    .written("u1", "s-late")
                    .written(
                        "u1", "s-2", "metadata: {annotations: {softdelete.dev/bypass: 'true'}}")
                    .released()),
        story(
            "the manifest of a create that the webhook was too late for",
            s ->
                s.captured("u1")
                    .written("u2", "s-create", Story.RETAINED)
                    .sent("CREATE", "POST", "/", "s-create", 201, "u2")
                    .waiting("q1", "s-create")),
        story(
            "the manifest of a refused create waits for its end",
            s -> s.sent("CREATE", "POST", "/", "s-1", 409, "").waiting("q1", "s-1")));
  }

  private static String covers(String resource) {
    return "spec: {resources: [{resources: [%s]}]}".formatted(resource);
  }

  private static Arguments story(String name, java.util.function.UnaryOperator<Story> tell) {
    return Arguments.of(name, tell.apply(new Story()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void hasNoViolation(String name, Story story) {
    assertThat(story.judged()).as(name).isEmpty();
  }
}
