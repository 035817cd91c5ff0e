package dev.softdelete.e2e.ledger.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.ledger.history.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes requests of wishes that are about the record of what was deleted. */
final class RecordCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESTORE = "softdelete.dev/restore";

  private RecordCalls() {}

  /**
   * Makes it out.
   *
   * @param record the newest of that name
   * @param home a namespace in which to restore what was in others
   * @return empty when it is about something else
   */
  static Optional<Call> of(Wish wish, Version record, String home, Instant now) {
    return Optional.ofNullable(
        switch (wish.form()) {
          case RESTORE -> annotate(record, RESTORE, "true");
          case RESTORE_AS ->
              annotate(record, RESTORE, "true", RESTORE + "-as", wish.place().name() + "-as");
          case RESTORE_ELSEWHERE -> annotate(record, RESTORE, "true", RESTORE + "-namespace", home);
          case RESTORE_DRY -> annotate(record, RESTORE, "dry-run");
          case PURGE -> Calls.delete(path(record), "Background");
          case EXPIRE -> purgeAt(record, now.plusSeconds(2));
          case EXTEND -> purgeAt(record, now.plusSeconds(3600));
          case HOLD -> hold(record, true);
          case UNHOLD -> hold(record, false);
          default -> null;
        });
  }

  static String path(Version record) {
    return "/apis/softdelete.dev/v1/namespaces/%s/deletedresources/%s"
        .formatted(record.text("/metadata/namespace"), record.text("/metadata/name"));
  }

  static Call annotate(Version record, String... annotations) {
    ObjectNode patch = JSON.createObjectNode();
    ObjectNode to = patch.putObject("metadata").putObject("annotations");
    for (int i = 0; i < annotations.length; i += 2) {
      to.put(annotations[i], annotations[i + 1]);
    }
    return Calls.merge(path(record), patch);
  }

  private static Call purgeAt(Version record, Instant time) {
    ObjectNode patch = JSON.createObjectNode();
    patch.putObject("spec").put("purgeTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    return Calls.merge(path(record), patch);
  }

  private static Call hold(Version record, boolean legalHold) {
    ObjectNode patch = JSON.createObjectNode();
    patch.putObject("spec").put("legalHold", legalHold);
    return Calls.merge(path(record), patch);
  }
}
