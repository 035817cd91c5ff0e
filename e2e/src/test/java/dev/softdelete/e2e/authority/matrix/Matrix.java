package dev.softdelete.e2e.authority.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Asks as everybody for one thing, in dry runs, and holds the answers against a row. */
record Matrix(Stage stage) {

  /**
   * Every cell of a row, or it fails and names each that is otherwise.
   *
   * @param done who does it
   * @param undone whose request is accepted and comes to nothing
   * @param denied who has the permission and meets an admission policy; RBAC refuses the rest
   */
  void check(String verb, String target, String done, String undone, String denied) {
    Map<User, Outcome> expected = new EnumMap<>(User.class);
    put(expected, done, Outcome.DONE);
    put(expected, undone, Outcome.UNDONE);
    put(expected, denied, Outcome.DENIED);
    List<String> otherwise = new ArrayList<>();
    Map<Outcome, List<String>> found = new EnumMap<>(Outcome.class);
    for (User user : User.values()) {
      Verb asked = Verbs.called(verb);
      Answer answer =
          asked.ask().of(new Request(user.caller(stage).dry(), stage, stage.target(target)));
      Outcome outcome = asked.outcome(answer);
      found.computeIfAbsent(outcome, o -> new ArrayList<>()).add(user.word());
      if (outcome != expected.getOrDefault(user, Outcome.REFUSED)) {
        otherwise.add(
            "%s, %s %s: expected %s, but was %s: %s"
                .formatted(
                    user.word(),
                    verb,
                    target,
                    expected.getOrDefault(user, Outcome.REFUSED),
                    outcome,
                    answer));
      }
    }
    assertThat(otherwise).as("in all: " + found).isEmpty();
  }

  private static void put(Map<User, Outcome> expected, String users, Outcome outcome) {
    for (String user : users == null ? new String[0] : users.split(" ", -1)) {
      User known = User.called(user);
      assertThat(expected.put(known, outcome)).as(user + " twice").isNull();
    }
  }
}
