package dev.softdelete.operator.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.ReviewPart;
import dev.softdelete.operator.admission.AdmissionRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewQuestionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"record": "configmap-a-0a1b2c3d4e"}                                      | Manifest
          {"record": "configmap-a-0a1b2c3d4e", "include": null}                     | Manifest
          {"record": "configmap-a-0a1b2c3d4e", "include": ["Restore"]}              | Restore
          {"record": "configmap-a-0a1b2c3d4e", "include": ["Restore", "Manifest"]}  | Manifest Restore
          {"record": "configmap-a-0a1b2c3d4e", "include": ["Restore", "Restore"]}   | Restore
          """)
  void asksForTheManifestUnlessItSaysOtherwise(String spec, String parts) {
    ReviewQuestion question = ReviewQuestion.of(ReviewRequests.with(spec));

    assertThat(question.record()).isEqualTo("configmap-a-0a1b2c3d4e");
    assertThat(question.namespace()).isEqualTo("shop");
    assertThat(question.include())
        .extracting(ReviewPart::name)
        .containsExactly(parts.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"record\": null}",
        "{\"record\": 1}",
        "{\"record\": [\"a\"]}",
        "{\"record\": \"\"}",
        "{\"record\": \".\"}",
        "{\"record\": \"..\"}",
        "{\"record\": \"../../secrets/x\"}",
        "{\"record\": \"a/b\"}",
        "{\"record\": \"a%2fb\"}",
        "{\"record\": \"a?watch=true\"}",
        "{\"record\": \"a b\"}",
        "{\"record\": \"a\\n\"}",
        "{\"record\": \"A\"}",
        "{\"record\": \"-a\"}",
        "{\"record\": \"\\u0430\"}",
      })
  void namesARecordAndNoPath(String spec) {
    refused(ReviewRequests.with(spec), ReviewRefusal.NO_NAME);
  }

  @Test
  void namesNothingLongerThanANameCanBe() {
    String longest = "a".repeat(253);

    assertThat(ReviewQuestion.of(recordNamed(longest)).record()).isEqualTo(longest);
    refused(recordNamed(longest + "a"), ReviewRefusal.NO_NAME);
    refused(recordNamed("a".repeat(3_000_000)), ReviewRefusal.NO_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"Everything\"]", "[\"manifest\"]", "[1]", "\"Manifest\"", "{}"})
  void includesOnlyWhatThereIs(String include) {
    refused(
        ReviewRequests.with("{\"record\": \"a\", \"include\": %s}".formatted(include)),
        ReviewRefusal.NO_PART);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "\"yes\"", "[]"})
  void isADryRun(String dryRun) {
    refused(
        ReviewRequests.of(dryRun, "\"ann\"", "{\"spec\": {\"record\": \"a\"}}"),
        ReviewRefusal.STORED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "7"})
  void hasAUser(String username) {
    refused(
        ReviewRequests.of("true", username, "{\"spec\": {\"record\": \"a\"}}"),
        ReviewRefusal.NOBODY);
  }

  @Test
  void hasAReview() {
    refused(ReviewRequests.of("true", "\"ann\"", "null"), ReviewRefusal.UNREADABLE);
  }

  @Test
  void belongsToWhoAsks() {
    var who = ReviewQuestion.of(ReviewRequests.with("{\"record\": \"a\"}")).who();

    assertThat(who.username()).isEqualTo("ann");
    assertThat(who.uid()).isEqualTo("a-1");
    assertThat(who.groups()).containsExactly("dev");
    assertThat(who.extra().keySet()).isEqualTo(Set.of("k"));
  }

  private static AdmissionRequest recordNamed(String name) {
    return ReviewRequests.with("{\"record\": \"%s\"}".formatted(name));
  }

  private static void refused(AdmissionRequest request, ReviewRefusal why) {
    assertThatThrownBy(() -> ReviewQuestion.of(request))
        .isInstanceOfSatisfying(
            ReviewRefusedException.class, e -> assertThat(e.refusal()).isEqualTo(why.asAnswer()));
  }
}
