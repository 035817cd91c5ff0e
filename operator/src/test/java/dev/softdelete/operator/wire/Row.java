package dev.softdelete.operator.wire;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of a test table.
 *
 * @param outcome the outcome of the call, see {@link ScriptedApiServer#outcome}
 * @param exchanges all expected requests in order, with their answers
 */
public record Row(String name, String outcome, List<Exchange> exchanges) {
  /** A request, as {@code POST /path}, and its answer. */
  public record Exchange(String request, Answer answer) {}

  public static Row row(String name, String outcome, Exchange... exchanges) {
    return new Row(name, outcome, List.of(exchanges));
  }

  /** Returns the row in which each of the three attempts at one request gets the same answer. */
  public static Row thrice(String name, String outcome, String request, Answer answer) {
    return new Row(name, outcome, Collections.nCopies(3, new Exchange(request, answer)));
  }

  public static Exchange on(String request, Answer answer) {
    return new Exchange(request, answer);
  }

  /** Returns the same row with other exchanges before it. */
  public Row after(Exchange... before) {
    return new Row(name, outcome, Stream.concat(Stream.of(before), exchanges.stream()).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
