package dev.softdelete.e2e.ledger.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** A manifest that is still to be applied is of a create that came to nothing: else it is due. */
final class WaitingManifests implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    return evidence.lives().stream()
        .filter(l -> l.alive() && l.is("Secret"))
        .filter(l -> l.first().text("/type").equals("softdelete.dev/pending-apply"))
        .flatMap(l -> violation(l, evidence).stream());
  }

  private static Optional<Violation> violation(Life secret, Evidence evidence) {
    Optional<Sent> create = evidence.journal().by(stamp(secret)).filter(Sent::created);
    return create
        .flatMap(sent -> evidence.ofUid(sent.uid()))
        .filter(o -> waitsFor(secret, o))
        .map(o -> violation(secret, create.get(), o, evidence));
  }

  /** Where the webhook was too late the create went on without it. */
  private static boolean waitsFor(Life secret, Life object) {
    return Mark.of(object).filter(m -> secret.name().equals("apply-" + m.request())).isPresent();
  }

  private static Violation violation(Life secret, Sent sent, Life object, Evidence evidence) {
    return Violation.of(Wrong.MANIFEST_LEFT, secret, "of " + sent + " for " + object)
        .with(Trait.RECORD_LED_ON, RestoredIsEqual.recordLedOn(object, evidence))
        .with(Trait.DELETED_WHILE_MARKED, Mark.deletedWhileMarked(object))
        .with(Trait.STILL_MARKED, object.alive() && Mark.on(object.last()).isPresent())
        .with(Trait.RESTORED_AS_ANOTHER, ManifestsAreApplied.restoredAsAnother(object, evidence));
  }

  private static String stamp(Life secret) {
    String encoded = secret.first().json().path("data").path("apply.json").asText();
    try {
      JsonNode pending = JSON.readTree(Base64.getDecoder().decode(encoded));
      return Content.stamp(pending.path("manifest"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
