package dev.softdelete.e2e.authority.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Caller.Answer;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the matrix promises or refuses comes true, or not, where it is asked for in earnest. */
@Tag("delivery")
class EffectsTest {
  private static final String TABLE =
      """
      restore          | editor admin oncall overall-editor root
      restore-to-other | overall-editor root
      shorten          | purger keeper overall-keeper root
      purge            | purger keeper overall-keeper root
      hold             | keeper overall-keeper root
      """;

  private static Stage stage;

  @BeforeAll
  static void setStage() {
    stage = Stage.set();
  }

  @ParameterizedTest
  @EveryNth(2)
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void whileTheOperatorRuns(String verb, String done) {
    Map<User, Target> deleted = deletedForEach(verb);

    Map<User, Answer> answers = ask(verb, deleted);

    check(verb, done, deleted, answers);
  }

  /** All rows at once: each stop of the operator costs a start. */
  @Test
  void whileItIsStoppedAndOnceItRunsAgain() {
    Map<String, Map<User, Target>> deleted = new LinkedHashMap<>();
    rows().forEach((verb, done) -> deleted.put(verb, deletedForEach("late-" + verb)));
    Cluster.operator().kill();

    Map<String, Map<User, Answer>> answers = new LinkedHashMap<>();
    deleted.forEach((verb, targets) -> answers.put(verb, ask(verb, targets)));

    var _ = Cluster.operator();
    rows().forEach((verb, done) -> check(verb, done, deleted.get(verb), answers.get(verb)));
  }

  /** Who does it, by verb. */
  private static Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    TABLE
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(cells -> rows.put(cells[0].strip(), cells[1].strip()));
    return rows;
  }

  private static Map<User, Target> deletedForEach(String prefix) {
    Map<User, Target> deleted = new EnumMap<>(User.class);
    for (User user : User.values()) {
      deleted.put(user, stage.deleted(stage.own(), prefix + "-" + user.word(), "{}"));
    }
    return deleted;
  }

  private static Map<User, Answer> ask(String verb, Map<User, Target> deleted) {
    Map<User, Answer> answers = new EnumMap<>(User.class);
    deleted.forEach(
        (user, target) ->
            answers.put(
                user, Verbs.called(verb).ask().of(new Request(user.caller(stage), stage, target))));
    return answers;
  }

  private static void check(
      String verb, String done, Map<User, Target> deleted, Map<User, Answer> answers) {
    Set<User> doers = Stream.of(done.split(" ", -1)).map(User::called).collect(Collectors.toSet());
    for (User user : doers) {
      await(user.word() + " " + verb + ": " + answers.get(user))
          .atMost(Duration.ofSeconds(60))
          .until(() -> happened(verb, deleted.get(user)));
    }
    deleted.forEach(
        (user, target) -> {
          if (!doers.contains(user)) {
            assertThat(answers.get(user).ok()).as(user.word() + " " + verb).isFalse();
            assertThat(untouched(target)).as(user.word() + " " + verb).isTrue();
          }
        });
  }

  private static boolean happened(String verb, Target target) {
    var record = Caller.administrator().get(target.path());
    return switch (verb) {
      case "restore" -> isBack(stage.own(), target) && state(record).equals("RESTORED");
      case "restore-to-other" -> isBack(stage.other(), target) && state(record).equals("RESTORED");
      case "shorten" -> !record.body().at("/spec/purgeTime").equals(target.purgeTime());
      case "purge" ->
          record.code() == 404 && Caller.administrator().get(target.snapshotPath()).code() == 404;
      case "hold" -> record.body().at("/spec/legalHold").asBoolean();
      default -> throw new IllegalArgumentException(verb);
    };
  }

  private static boolean untouched(Target target) {
    var record = Caller.administrator().get(target.path());
    return state(record).equals("DELETED")
        && record.body().at("/metadata/deletionTimestamp").isMissingNode()
        && Stream.of("restore", "restore-to-other", "shorten", "purge", "hold")
            .noneMatch(verb -> happened(verb, target));
  }

  private static boolean isBack(String namespace, Target target) {
    var live = Caller.administrator().get(Stage.configMaps(namespace) + "/" + target.name());
    return live.body().at("/data/k").asText().equals("v");
  }

  private static String state(Answer record) {
    return record.body().at("/status/state").asText();
  }
}
