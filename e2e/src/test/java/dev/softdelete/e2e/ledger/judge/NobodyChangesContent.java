package dev.softdelete.e2e.ledger.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Content changes by writes of the test alone: each has a stamp of its own. */
final class NobodyChangesContent implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.objects().stream()
        .filter(o -> !o.is("Namespace"))
        .flatMap(o -> violations(o, evidence));
  }

  private static Stream<Violation> violations(Life object, Evidence evidence) {
    return IntStream.range(1, object.versions().size())
        .filter(i -> changed(object.versions().get(i - 1), object.versions().get(i), evidence))
        .mapToObj(i -> violation(object, object.versions().get(i - 1), object.versions().get(i)));
  }

  private static boolean changed(Version before, Version after, Evidence evidence) {
    JsonNode was = before.json();
    JsonNode is = after.json();
    if (Content.of(was).equals(Content.of(is))) {
      return false;
    }
    String stamp = Content.stamp(is);
    boolean sent = evidence.journal().by(stamp).filter(s -> !s.refused()).isPresent();
    // A manifest that is applied on top of a restore may take more than one write.
    boolean another = !stamp.equals(Content.stamp(was)) || Mark.on(before).isPresent();
    return !(sent && another);
  }

  private static Violation violation(Life object, Version before, Version after) {
    return Violation.of(
        Wrong.CHANGED,
        object,
        "from %s to %s: %s"
            .formatted(
                before,
                after,
                Content.differences(Content.of(before.json()), Content.of(after.json()))));
  }
}
