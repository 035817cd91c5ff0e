package dev.softdelete.operator.review;

import static dev.softdelete.operator.review.ReviewScene.STORED;
import static dev.softdelete.operator.review.ReviewScene.ask;
import static dev.softdelete.operator.review.ReviewScene.may;
import static dev.softdelete.operator.review.ReviewScene.record;
import static dev.softdelete.operator.wire.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is answered where the stored copy is missing, damaged, or one of another object. */
@Tag("wire")
class ReviewedCopyWireTest {
  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  @Test
  void aCopyThatCannotBeUsedIsNotShown() {
    Row row =
        row(
            "corrupt",
            "500 InternalError the stored copy cannot be used: Secret a/b is missing. Put the"
                + " Secret back from a backup of the operator's namespace",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{}"),
            may(true));

    server.play(
        row,
        () ->
            ask(
                server.api(),
                () -> {
                  throw new CorruptSnapshotException("Secret a/b is missing");
                }));
  }

  @Test
  void aCopyThatWasPurgedMeanwhileIsGone() {
    Row row =
        row(
            "purged",
            "410 Gone DeletedResource configmap-c is being purged or was purged: what was deleted"
                + " is gone for good",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{\"status\": {\"state\": \"PURGING\"}}"),
            may(true));

    server.play(
        row,
        () ->
            ask(
                server.api(),
                () -> {
                  throw new CorruptSnapshotException("Secret a/b is missing");
                }));
  }

  @Test
  void aCopyThatWasReplacedMeanwhileIsReadAgain() {
    var reads = new AtomicInteger();
    Row row =
        row(
            "replaced",
            "2",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{\"spec\": {\"snapshot\": {\"bytes\": 7}}}"),
            may(true));

    server.play(
        row,
        () -> {
          String answer =
              ask(
                  server.api(),
                  () -> {
                    if (reads.incrementAndGet() == 1) {
                      throw new CorruptSnapshotException("Secret a/b is missing");
                    }
                    return STORED.getBytes(StandardCharsets.UTF_8);
                  });
          assertThat(answer).contains("ConfigMap");
          return reads.get();
        });
  }

  @Test
  void theCopyOfAnotherObjectIsNotShown() {
    Row row =
        row(
            "another object",
            "500 InternalError the stored copy cannot be used: it is not the object that the record"
                + " names. Put the Secret back from a backup of the operator's namespace",
            may(true),
            record("{}"),
            may(true),
            may(true),
            record("{}"),
            may(true));

    server.play(
        row,
        () ->
            ask(
                server.api(),
                () -> STORED.replace("ConfigMap", "Secret").getBytes(StandardCharsets.UTF_8)));
  }
}
