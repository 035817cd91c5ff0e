package dev.softdelete.e2e.authority.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller.Answer;
import java.util.function.Predicate;

/**
 * Something to ask for.
 *
 * @param effect whether the answer shows that it was done
 */
record Verb(Ask ask, Predicate<JsonNode> effect) {

  /** A request, by whoever sends it. */
  interface Ask {
    Answer of(Request request);
  }

  static Verb of(Ask ask) {
    return new Verb(ask, body -> true);
  }

  /** One that counts only where the answer has this value at this JSON Pointer. */
  static Verb of(Ask ask, String pointer, String value) {
    return new Verb(ask, body -> body.at(pointer).asText().equals(value));
  }

  Outcome outcome(Answer answer) {
    return Outcome.of(answer, effect.test(answer.body()));
  }
}
