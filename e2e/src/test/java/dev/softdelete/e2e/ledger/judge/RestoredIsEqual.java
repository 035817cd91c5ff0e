package dev.softdelete.e2e.ledger.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A restored object equals the last copy of its record: content, owners, status. */
final class RestoredIsEqual implements Check {
  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.objects().stream()
        .filter(o -> !o.is("Namespace"))
        .flatMap(o -> violations(o, evidence));
  }

  private static Stream<Violation> violations(Life object, Evidence evidence) {
    Optional<Life> record = evidence.restoredOf(object);
    return record
        .flatMap(r -> evidence.snapshots().readable(r.last()))
        .map(copy -> violations(object, record.get(), copy, evidence))
        .orElse(Stream.of());
  }

  /** Whether its record referred to another copy when it came back than in the end. */
  static boolean recordLedOn(Life object, Evidence evidence) {
    return evidence
        .restoredOf(object)
        .filter(r -> !sha(r.at(object.first().revision()).orElseThrow()).equals(sha(r.last())))
        .isPresent();
  }

  private static String sha(Version record) {
    return record.text("/spec/snapshot/sha256");
  }

  private static Stream<Violation> violations(
      Life object, Life record, JsonNode copy, Evidence evidence) {
    if (same(copy, object)) {
      return whole(object).stream()
          .filter(v -> Content.stamp(v.json()).equals(Content.stamp(copy)))
          .flatMap(v -> Stream.concat(owners(object, v, copy), status(object, v, copy, record)));
    }
    return Stream.of(
        Violation.of(
                Wrong.RESTORED_DIFFERENTLY,
                object,
                "restored from %s: %s"
                    .formatted(
                        Mark.of(object),
                        Content.differences(Content.of(copy), Content.of(object.first().json()))))
            .with(Trait.EARLIER_COPY, earlierCopy(object, record, evidence)));
  }

  private static boolean same(JsonNode copy, Life restored) {
    return Content.of(copy).equals(Content.of(restored.first().json()));
  }

  private static boolean earlierCopy(Life object, Life record, Evidence evidence) {
    return record.versions().stream()
        .flatMap(v -> evidence.snapshots().readable(v).stream())
        .anyMatch(copy -> same(copy, object));
  }

  /** The first version without the mark; the last one where it was deleted before that. */
  private static Optional<Version> whole(Life object) {
    return object.versions().stream()
        .filter(v -> Mark.on(v).isEmpty())
        .findFirst()
        .or(() -> Optional.of(object.last()).filter(v -> Mark.deletedWhileMarked(object)));
  }

  private static Stream<Violation> owners(Life object, Version whole, JsonNode copy) {
    var lost = new TreeSet<>(Content.managers(copy));
    lost.removeAll(Content.managers(whole.json()));
    lost.remove("soft-delete-restore");
    return lost.isEmpty()
        ? Stream.of()
        : Stream.of(
            Violation.of(Wrong.OWNER_LOST, object, "at %s without %s".formatted(whole, lost))
                .with(Trait.DELETED_WHILE_MARKED, Mark.deletedWhileMarked(object)));
  }

  private static Stream<Violation> status(Life object, Version whole, JsonNode copy, Life record) {
    JsonNode before = Content.status(copy);
    boolean lost =
        record.last().json().at("/spec/terms/restoreStatus").asBoolean()
            && before.isObject()
            && !before.equals(Content.status(whole.json()));
    return lost
        ? Stream.of(
            Violation.of(
                    Wrong.STATUS_LOST,
                    object,
                    "at %s: %s"
                        .formatted(
                            whole, Content.differences(before, Content.status(whole.json()))))
                .with(Trait.DELETED_WHILE_MARKED, Mark.deletedWhileMarked(object)))
        : Stream.of();
  }
}
